// The first tables of an office: what ships with the product and is not here yet, chosen by a clerk, kept as drafts.
import { newId } from '@songhe/basics/ids'
import { Citation } from '@songhe/ui/citation'
import { useMay } from '@songhe/ui/me'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { Button, Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { installShipped, listShipped } from '../contract.ts'

export function ShippedPacks() {
  const may = useMay('policy.draft')
  const shipped = useRead(listShipped, {}, { enabled: may })
  const [open, setOpen] = useState(false)
  const fresh = shipped.data?.filter((one) => !one.installed) ?? []
  if (!may || (fresh.length === 0 && !open)) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>装入随产品提供的规则表（{fresh.length}）</Button>
      {open && <Choose fresh={fresh} onClose={() => setOpen(false)} />}
    </>
  )
}

function Choose({
  fresh,
  onClose,
}: {
  fresh: { pack: string; title: string; document: string; clause: string; unconfirmed: number }[]
  onClose(): void
}) {
  const [id] = useState(() => newId())
  const [packs, setPacks] = useState(() => fresh.map((one) => one.pack))
  const install = useWrite(installShipped)
  return (
    <Modal
      open
      title="装入随产品提供的规则表"
      okText={`存为草稿（${packs.length} 张）`}
      cancelText="取消"
      okButtonProps={{ disabled: packs.length === 0 }}
      confirmLoading={install.isPending}
      onOk={() => install.mutateAsync({ body: { id, packs } }).then(onClose, () => {})}
      onCancel={onClose}
    >
      <p className="sub">先存为草稿，不会用来发钱。跑过用例，由您提交、另一个人发布以后才生效。</p>
      <Checkbox.Group value={packs} onChange={setPacks} style={{ display: 'grid', gap: 10, margin: '10px 0' }}>
        {fresh.map((one) => (
          <Checkbox key={one.pack} value={one.pack}>
            {one.title}
            <br />
            <Citation document={one.document} clause={one.clause} />
            {one.unconfirmed > 0 && <span className="amber">　{one.unconfirmed} 个金额要由本单位决定</span>}
          </Checkbox>
        ))}
      </Checkbox.Group>
      <ProblemNote error={install.error} />
    </Modal>
  )
}
