// 公示: days and objections of one case; who answers is not who opened the case, and the end of the notice grants it.
import { newId } from '@songhe/basics/ids'
import { useMay, useMe } from '@songhe/ui/me'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Button, Card, Input } from 'antd'
import { useState } from 'react'
import { answerObjection, type CaseDetail, closeNotices, raiseObjection } from '../../contract-cases.ts'

export function CaseObjections({ one }: { one: CaseDetail }) {
  const me = useMe()
  const [mayRaise, mayAnswer] = [useMay('cases.start'), useMay('cases.decide')]
  const close = useWrite(closeNotices)
  if (!one.noticeFrom) return null
  const ended = one.noticeTo !== null && one.noticeTo < me.today
  return (
    <Card title="公示" style={{ marginTop: 12 }}>
      <p>
        {one.noticeFrom} 至 {one.noticeTo}
        {one.state === 'public-notice' && (ended ? '，已期满' : '，公示中')}
      </p>
      {one.objections.map((objection) => (
        <Objection key={objection.id} one={one} objection={objection} may={mayAnswer && one.state === 'objection'} />
      ))}
      {one.objections.length === 0 && <p className="stone">没有收到异议。</p>}
      <ProblemNote error={close.error} />
      {one.state === 'public-notice' && mayRaise && <Raise one={one} today={me.today} />}
      {one.state === 'public-notice' && mayRaise && ended && (
        <Button type="primary" loading={close.isPending} onClick={() => close.mutate({ body: { id: newId(), cases: [one.id] } })}>
          公示期满，确认批准
        </Button>
      )}
    </Card>
  )
}

function Raise({ one, today }: { one: CaseDetail; today: string }) {
  const [open, setOpen] = useState(false)
  const [by, setBy] = useState('')
  const [ground, setGround] = useState('')
  const raise = useWrite(raiseObjection)
  if (!open)
    return (
      <Button style={{ marginRight: 8 }} onClick={() => setOpen(true)}>
        登记异议
      </Button>
    )
  const save = () =>
    raise.mutate({
      params: { id: one.id },
      body: { id: newId(), version: one.version, raisedOn: today, raisedBy: by, ground },
    })
  return (
    <div style={{ display: 'grid', gap: 8, maxWidth: 560 }}>
      <label className="field">
        提出人（可以不写）
        <Input value={by} maxLength={60} onChange={(event) => setBy(event.target.value)} />
      </label>
      <label className="field">
        异议内容
        <Input.TextArea value={ground} rows={2} maxLength={500} onChange={(event) => setGround(event.target.value)} />
      </label>
      <ProblemNote error={raise.error} />
      <div>
        <Button disabled={!ground.trim()} loading={raise.isPending} onClick={save}>
          登记，暂停公示
        </Button>
      </div>
    </div>
  )
}

function Objection({ one, objection, may }: { one: CaseDetail; objection: CaseDetail['objections'][number]; may: boolean }) {
  const [answer, setAnswer] = useState('')
  const reply = useWrite(answerObjection)
  const save = (upheld: boolean) =>
    reply.mutate({
      params: { id: one.id },
      body: { id: newId(), version: one.version, objection: objection.id, upheld, answer },
    })
  return (
    <div style={{ borderTop: '1px solid #EFEDE6', padding: '8px 0' }}>
      <p>
        {objection.raisedOn} {objection.raisedBy || '匿名'}：{objection.ground}
      </p>
      {objection.upheld !== null && (
        <p>
          <StateTag tone={objection.upheld ? 'red' : 'pine'}>{objection.upheld ? '异议成立' : '异议不成立'}</StateTag>{' '}
          {objection.answer}
        </p>
      )}
      {objection.upheld === null && may && (
        <div style={{ display: 'grid', gap: 8, maxWidth: 560 }}>
          <label className="field">
            核查结果和答复
            <Input.TextArea value={answer} rows={2} maxLength={500} onChange={(event) => setAnswer(event.target.value)} />
          </label>
          <ProblemNote error={reply.error} />
          <div>
            <Button disabled={!answer.trim()} loading={reply.isPending} onClick={() => save(false)}>
              异议不成立，继续公示
            </Button>{' '}
            <Button danger disabled={!answer.trim()} loading={reply.isPending} onClick={() => save(true)}>
              异议成立，退回镇街核实
            </Button>
          </div>
        </div>
      )}
    </div>
  )
}
