// 登记变动: death, moving out, and taking either back. Each asks for source or reason and says what follows.
import { newId } from '@songhe/basics/ids'
import { useMay, useMe } from '@songhe/ui/me'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Button, Dropdown, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import type { PersonFile } from '../contract/people.ts'
import { recordDeath, recordMove, reverseDeath, reverseMove } from '../contract.ts'
import { RelocateForm } from './relocate-form.tsx'
import { SourceFields, type SourceValues } from './source-fields.tsx'

type Act = 'death' | 'move' | 'death-back' | 'move-back'

const WORDS: Record<Act, { title: string; says: string; button: string }> = {
  death: { title: '登记去世', says: '登记后，各项待遇立即停发，多发的金额自动算出，等待复核确认。', button: '登记去世' },
  move: { title: '登记迁出本区县', says: '登记后，这份档案关闭，各项待遇从迁出之后停发。', button: '登记迁出' },
  'death-back': { title: '撤销去世登记', says: '撤销后，停发的待遇和已算出的追回全部恢复原状。', button: '撤销登记' },
  'move-back': { title: '撤销迁出登记', says: '撤销后，档案重新打开，待遇恢复原状。', button: '撤销登记' },
}

export function LifeActs({ person }: { person: PersonFile }) {
  const [act, setAct] = useState<Act>()
  const [moving, setMoving] = useState(false)
  const mayWrite = useMay('registry.write')
  const acts: Act[] =
    person.state === 'active'
      ? person.diedOn
        ? ['death-back']
        : ['death', 'move']
      : person.state === 'closed'
        ? ['move-back']
        : []
  if (!mayWrite || acts.length === 0) return null
  return (
    <>
      <Dropdown
        autoFocus
        trigger={['click']}
        menu={{
          items: [
            ...acts.map((key) => ({ key, label: WORDS[key].title })),
            ...(person.state === 'active' && !person.diedOn ? [{ key: 'relocate', label: '区县内迁移' }] : []),
          ],
          onClick: ({ key, domEvent }) => {
            // The Enter that chose must not go on to press a button of the form it opens.
            domEvent.preventDefault()
            if (key === 'relocate') setMoving(true)
            else setAct(key as Act)
          },
        }}
      >
        <Button>登记变动（去世、迁移）</Button>
      </Dropdown>
      {moving && <RelocateForm person={person} onClose={() => setMoving(false)} />}
      {act && <ActForm act={act} person={person} onClose={() => setAct(undefined)} />}
    </>
  )
}

interface Values extends SourceValues {
  day: string
  reason: string
}

function ActForm({ act, person, onClose }: { act: Act; person: PersonFile; onClose(): void }) {
  const me = useMe()
  const [id] = useState(() => newId())
  const [form] = Form.useForm<Values>()
  const death = useWrite(recordDeath)
  const move = useWrite(recordMove)
  const deathBack = useWrite(reverseDeath)
  const moveBack = useWrite(reverseMove)
  const running = { death, move, 'death-back': deathBack, 'move-back': moveBack }[act]
  const save = (values: Values) => {
    const params = { id: person.id }
    const source = { kind: values.sourceKind, label: values.label, reportedOn: values.reportedOn }
    const done =
      act === 'death'
        ? death.mutateAsync({ params, body: { id, day: values.day, source, note: '' } })
        : act === 'move'
          ? move.mutateAsync({ params, body: { id, day: values.day, to: null, place: '', source } })
          : act === 'death-back'
            ? deathBack.mutateAsync({ params, body: { id, reason: values.reason } })
            : moveBack.mutateAsync({ params, body: { id, reason: values.reason } })
    return done.then(onClose, () => {})
  }
  const back = act.endsWith('-back')
  return (
    <Modal
      open
      title={`${WORDS[act].title}：${person.name}`}
      okText={WORDS[act].button}
      cancelText="取消"
      confirmLoading={running.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="sub">{WORDS[act].says}</p>
      <Form form={form} layout="vertical" onFinish={save} initialValues={{ day: me.today, reportedOn: me.today }}>
        {back ? (
          <Form.Item name="reason" label="理由" rules={[{ required: true, min: 4, message: '理由至少 4 个字' }]}>
            <Input.TextArea maxLength={200} />
          </Form.Item>
        ) : (
          <>
            <Form.Item name="day" label={act === 'death' ? '去世日期' : '迁出日期'} rules={[{ required: true }]}>
              <Input type="date" max={me.today} />
            </Form.Item>
            <SourceFields />
          </>
        )}
      </Form>
      <ProblemNote error={running.error} />
    </Modal>
  )
}
