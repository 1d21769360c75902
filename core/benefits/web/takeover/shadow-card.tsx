// 试算: compute a month, compare it line by line with the old list, pay nobody; the first real month is submitted only after one.
import { newId } from '@songhe/basics/ids'
import { yuan } from '@songhe/basics/money'
import { useMay, useMe } from '@songhe/ui/me'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { startRun } from '../../contract-month.ts'
import { listShadows } from '../../contract-takeover.ts'
import { instant, monthTitle } from '../month/month-words.ts'

export function ShadowCard() {
  const mayRun = useMay('benefits.run')
  const runs = useRead(listShadows, {})
  return (
    <section className="card">
      <h2>
        试算月 <span className="sub">与旧台账逐笔比对，不发钱</span>
      </h2>
      <div className="inside">
        {mayRun && <Start />}
        <ProblemNote error={runs.error} />
        {runs.data?.length === 0 && <p className="sub">还没有试算过。第一次正式发放前，要先试算一个月。</p>}
        {runs.data?.slice(0, 5).map((run) => (
          <p key={run.id} style={{ display: 'flex', gap: 10, padding: '5px 0', flexWrap: 'wrap' }}>
            <Link to={`/benefits/takeover/shadow/${run.id}`}>
              <b>{monthTitle(run.month)}</b>
              {run.number > 1 && `（第${run.number}次）`}
            </Link>
            <span className="num">
              {run.lines.toLocaleString()} 笔，{yuan(run.fen)} 元
            </span>
            <span className="xs" style={{ marginLeft: 'auto' }}>
              {run.madeBy} {instant(run.madeAt)}
            </span>
          </p>
        ))}
      </div>
    </section>
  )
}

function Start() {
  const me = useMe()
  const navigate = useNavigate()
  const [month, setMonth] = useState(me.today.slice(0, 7))
  const start = useWrite(startRun)
  const go = () =>
    start.mutate(
      { body: { id: newId(), month, kind: 'shadow' } },
      { onSuccess: ({ id }) => void navigate({ to: `/benefits/takeover/shadow/${id}` }) },
    )
  return (
    <div style={{ display: 'flex', gap: 10, flexWrap: 'wrap', marginBottom: 8 }}>
      <Input
        type="month"
        aria-label="试算月份"
        value={month}
        onChange={(event) => setMonth(event.target.value)}
        style={{ width: 150 }}
      />
      <Button loading={start.isPending} onClick={go}>
        试算这个月
      </Button>
      <ProblemNote error={start.error} />
    </div>
  )
}
