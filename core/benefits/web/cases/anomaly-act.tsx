// 数据异常: the second person says what it was; what follows is told before the button is pressed.
import { newId } from '@songhe/basics/ids'
import { yuan } from '@songhe/basics/money'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Button, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { closeAnomaly, type QueueRow } from '../../contract-cases.ts'

const KINDS: Record<string, { what: string; confirm: string; deny: string | null }> = {
  death: {
    what: '已登记去世，待遇暂时停下，等您确认。',
    confirm: '情况属实：停发，多发的按追回处理',
    deny: null,
  },
  move: { what: '已登记户籍迁出，待遇暂时停下，等您确认。', confirm: '情况属实：从迁出后停发', deny: null },
  'paid-not-due': {
    what: '正在发放，但按现在的事实和规则不符合条件。',
    confirm: '情况属实：停止发放',
    deny: '核对后仍符合条件：继续发放',
  },
  'double-benefit': {
    what: '两份档案合并后，同一项待遇有两条在发，已停下一条。',
    confirm: '情况属实：停掉重复的一条，两边都发过的月份按追回处理',
    deny: '没有重复领钱：停掉重复的一条，不追回',
  },
  'paid-elsewhere': {
    what: '同一项待遇，另一区县也在发。',
    confirm: '情况属实，不该由本区县发：停止发放，两边都发过的月份按追回处理',
    deny: '核对后应由本区县发，或不是同一个人：继续发放',
  },
  'paid-after-death': {
    what: '去世以后的月份已经付款。',
    confirm: '情况属实：按追回处理',
    deny: '核对后没有多发',
  },
}

export function AnomalyAct({ row, may }: { row: QueueRow; may: boolean }) {
  const [open, setOpen] = useState(false)
  const [verdict, setVerdict] = useState<'confirmed' | 'not-so'>('confirmed')
  const [note, setNote] = useState('')
  const [id] = useState(() => newId())
  const close = useWrite(closeAnomaly)
  const kind = KINDS[row.state]
  if (!may || !kind) return <span>{row.next}</span>
  const save = () => close.mutate({ params: { id: row.key }, body: { id, verdict, note } }, { onSuccess: () => setOpen(false) })
  return (
    <>
      <Button type="link" size="small" onClick={() => setOpen(true)}>
        {row.next}
      </Button>
      <Modal
        open={open}
        title={`数据异常：${row.name}`}
        okText="确定"
        cancelText="取消"
        okButtonProps={{ disabled: note.trim() === '', loading: close.isPending }}
        onOk={save}
        onCancel={() => setOpen(false)}
      >
        <p>
          {kind.what}
          {row.note && ` ${row.note}`}
          {row.arrearsFen > 0 && ` 涉及 ${yuan(row.arrearsFen)} 元。`}
        </p>
        <Radio.Group value={verdict} onChange={(event) => setVerdict(event.target.value)} style={{ display: 'grid', gap: 6 }}>
          <Radio value="confirmed">{kind.confirm}</Radio>
          {kind.deny && <Radio value="not-so">{kind.deny}</Radio>}
        </Radio.Group>
        {!kind.deny && <p className="small stone">如果登记有误，请在老人档案里撤销登记，待遇会恢复原状。</p>}
        <label className="field" style={{ marginTop: 10 }}>
          核对情况
          <Input.TextArea
            value={note}
            rows={2}
            maxLength={500}
            placeholder="例如：已与村委会电话核实"
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
        <ProblemNote error={close.error} />
      </Modal>
    </>
  )
}
