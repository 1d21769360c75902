// The practice district back to its first day: what goes, what stays, the name typed once, then a bar with real progress.
import { newId } from '@songhe/basics/ids'
import { JobBar } from '@songhe/ui/job-bar'
import { useMe } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { listJobs } from '../contract.ts'
import { resetPractice } from '../contract-practice.ts'

export function PracticePage() {
  const { district, demo } = useMe()
  const [open, setOpen] = useState(false)
  const jobs = useRead(listJobs, { query: {} }, { every: 1_500 })
  const job = jobs.data?.find((one) => one.kind === 'practice.reset')
  const busy = job?.state === 'waiting' || job?.state === 'running'
  if (!demo) return <p className="card inside">这里是正式环境，没有可以恢复的演示数据。</p>
  return (
    <>
      <PageTitle title="恢复演示数据" />
      <section className="card inside" style={{ maxWidth: 640 }}>
        <p>把{district.name}恢复到演示第一天：练习时登记、导入、办理和发放的都会清掉，再按同一种子重建。其他区县不受影响。</p>
        <p className="sub" style={{ margin: '8px 0 14px' }}>
          账号、岗位和操作日志保留。重建时请不要在本区县办理其他事项。
        </p>
        <Button type="primary" disabled={busy} onClick={() => setOpen(true)}>
          恢复{district.name}的演示数据
        </Button>
        {job && (
          <div style={{ marginTop: 16 }}>
            <JobBar job={job} />
          </div>
        )}
        <ProblemNote error={jobs.error} />
      </section>
      {open && <AskName name={district.name} onClose={() => setOpen(false)} />}
    </>
  )
}

function AskName({ name, onClose }: { name: string; onClose(): void }) {
  const [typed, setTyped] = useState('')
  const [id] = useState(() => newId())
  const reset = useWrite(resetPractice)
  return (
    <Modal
      open
      title="确定恢复到第一天？"
      okText="清空并重建"
      cancelText="再看看"
      okButtonProps={{ disabled: typed.trim() !== name }}
      confirmLoading={reset.isPending}
      onOk={() => reset.mutateAsync({ body: { id, district: typed.trim() } }).then(onClose, () => {})}
      onCancel={onClose}
    >
      <p>练习中做过的一切都会清掉，不能找回。</p>
      <label className="field">
        请写区县名称“{name}”
        <Input value={typed} onChange={(event) => setTyped(event.target.value)} />
      </label>
      <ProblemNote error={reset.error} />
    </Modal>
  )
}
