// What an import left: the rows that came back, and undo with a reason, refused with the list where something later stands on a row.
import { undoImport } from '@songhe/kernel/sheets/contract'
import type { ReplyOf } from '@songhe/basics/contract'
import { LinkButton } from '@songhe/ui/link-button'
import { useMay } from '@songhe/ui/me'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { MarkedFile } from './checked-step.tsx'
import type { ShownImport } from './import-page.tsx'
import { count, momentOf } from './import-words.tsx'
import { RefusedRows } from './refused-rows.tsx'

export function CommittedStep({ shown }: { shown: ShownImport }) {
  const { id, state, rejected, warned, committedBy, committedAt, undoneBy, undoneAt } = shown.import
  const may = useMay('sheets.import')
  const mayPrint = useMay('access.accounts')
  return (
    <>
      <section className="card inside" style={{ display: 'flex', gap: 12, flexWrap: 'wrap', alignItems: 'center' }}>
        <p style={{ flex: '1 1 300px' }}>
          {committedBy} {committedAt && momentOf(committedAt)} 提交。
          {state === 'undone' && `${undoneBy} ${undoneAt ? momentOf(undoneAt) : ''} 撤销，导入前的情况已恢复。`}
        </p>
        {may && rejected! > 0 && <MarkedFile id={id} />}
        {mayPrint && state === 'committed' && shown.import.sheet === 'accounts' && (
          <LinkButton to={`/access/slips/${id}`} primary>
            打印初始密码纸条
          </LinkButton>
        )}
        {may && state === 'committed' && <Undo shown={shown} />}
      </section>
      {(rejected! > 0 || warned > 0) && <RefusedRows id={id} warned={warned} />}
    </>
  )
}

function Undo({ shown }: { shown: ShownImport }) {
  const { id, added, changed } = shown.import
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const undo = useWrite(undoImport)
  const act = async () => {
    const answer = await undo.mutateAsync({ params: { id }, body: { reason } }).catch(() => undefined)
    if (answer?.job) setOpen(false)
  }
  const refused = undo.data && undo.data.inTheWayTotal > 0 ? undo.data : undefined
  return (
    <>
      <Button onClick={() => setOpen(true)}>撤销这次导入</Button>
      <Modal
        open={open}
        title="撤销这次导入？"
        okText="撤销导入"
        cancelText="不撤销"
        confirmLoading={undo.isPending}
        okButtonProps={{ danger: true, disabled: reason.trim().length < 2 }}
        onOk={act}
        onCancel={() => setOpen(false)}
      >
        <div style={{ display: 'grid', gap: 10 }}>
          <p>
            撤去新增的 {count(added)} 条，恢复更新过的 {count(changed)} 条。有后续办理的，不能撤销。
          </p>
          <label className="field">
            撤销原因
            <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
          </label>
          <ProblemNote error={undo.error} />
          {refused && <InTheWay refused={refused} />}
        </div>
      </Modal>
    </>
  )
}

function InTheWay({ refused }: { refused: ReplyOf<typeof undoImport> }) {
  return (
    <div className="problem" role="alert">
      <b>没有撤销：有 {count(refused.inTheWayTotal)} 件后来办理的事依据这次导入。</b>
      请先逐件撤回，或在档案里更正有误的内容。
      <ul style={{ maxHeight: 220, overflowY: 'auto', marginTop: 6 }} tabIndex={0} aria-label="依据这次导入的事">
        {refused.inTheWay.map(({ name, what }) => (
          <li key={`${name} ${what}`}>
            {name}：{what}
          </li>
        ))}
      </ul>
      {refused.inTheWayTotal > refused.inTheWay.length && <p className="xs">只列出前 {count(refused.inTheWay.length)} 件。</p>}
    </div>
  )
}
