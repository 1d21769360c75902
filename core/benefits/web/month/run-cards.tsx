// The reviewer's three questions: why different from last month, made of what, what is unusual.
import { yuan } from '@songhe/basics/money'
import { useMay } from '@songhe/ui/me'
import { MoneyChange } from '@songhe/ui/money'
import { OpenNumber } from '@songhe/ui/open-number'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { Button } from 'antd'
import { diffRun, listExceptions, seeException } from '../../contract-month.ts'
import { instant } from './month-words.ts'
import type { RunView } from './run-steps.tsx'

const row = {
  display: 'flex',
  gap: 10,
  alignItems: 'baseline',
  padding: '5px 0',
  borderBottom: '1px solid var(--line-soft)',
} as const

export function DifferenceCard({ run, onReason }: { run: RunView; onReason(reason: string): void }) {
  const difference = useRead(diffRun, { params: { id: run.id } })
  const data = difference.data
  return (
    <section className="card">
      <h2>
        {run.previous ? `与 ${Number(run.previous.month.slice(5))} 月相差` : '首个批次，没有上月可比'}{' '}
        {data && run.previous && <MoneyChange fen={data.currentFen - data.previousFen} />}
      </h2>
      <div className="inside">
        <ProblemNote error={difference.error} />
        {data?.reasons.map((one) => (
          <div key={one.reason} style={row}>
            <span>{one.reason}</span>
            <OpenNumber onOpen={() => onReason(one.reason)}>{one.persons} 人</OpenNumber>
            <span className="xs" style={{ flex: 1, overflow: 'hidden', whiteSpace: 'nowrap', textOverflow: 'ellipsis' }}>
              {one.names.join('、')}
            </span>
            <MoneyChange fen={one.fen} />
          </div>
        ))}
        {data && (
          <div style={{ ...row, borderBottom: 0, fontWeight: 600 }}>
            <span style={{ flex: 1 }}>合计</span>
            <MoneyChange fen={data.reasons.reduce((sum, one) => sum + one.fen, 0)} />
          </div>
        )}
      </div>
    </section>
  )
}

export function ProgrammesCard({ run }: { run: RunView }) {
  return (
    <section className="card">
      <h2>
        按项目 <span className="sub">{run.lines.toLocaleString()} 笔</span>
      </h2>
      <div className="inside">
        {run.programmes.map((one) => (
          <div key={`${one.programme}${one.kind}`} style={row}>
            <span style={{ flex: 1 }}>{one.title}</span>
            <span className="num">{one.lines.toLocaleString()}</span>
            <span className="num" style={{ minWidth: 110 }}>
              {yuan(one.fen)}
            </span>
          </div>
        ))}
        <div style={{ ...row, borderBottom: 0, fontWeight: 600 }}>
          <span style={{ flex: 1 }}>应发合计</span>
          <span className="num">{yuan(run.totalFen)}</span>
        </div>
      </div>
    </section>
  )
}

export function ExceptionsCard({ run }: { run: RunView }) {
  const exceptions = useRead(listExceptions, { params: { id: run.id } })
  const see = useWrite(seeException)
  const mayLook = useMay('benefits.approve') && run.state === 'submitted'
  return (
    <section className="card">
      <h2>例外</h2>
      <div className="inside">
        <ProblemNote error={exceptions.error ?? see.error} />
        {exceptions.data?.length === 0 && <p className="sub">没有例外。</p>}
        {exceptions.data?.map((one) => (
          <div key={one.key} style={{ ...row, flexWrap: 'wrap' }}>
            <span className={one.seenBy ? 'pine' : 'stone'} role="img" aria-label={one.seenBy ? '看过' : '没有看过'}>
              {one.seenBy ? '✓' : '○'}
            </span>
            <b>{one.title}</b>
            <span>{one.persons} 人</span>
            <span className="xs" style={{ marginLeft: 'auto' }}>
              {one.seenBy
                ? `${one.seenBy} ${instant(one.seenAt)}`
                : mayLook && (
                    <Button size="small" onClick={() => see.mutate({ params: { id: run.id, key: one.key } })}>
                      看过
                    </Button>
                  )}
            </span>
            <span className="xs" style={{ flexBasis: '100%' }}>
              {one.note}
              {one.fen !== 0 && `，${yuan(one.fen)} 元`}。{one.names.join('、')}
              {one.persons > one.names.length && ' 等'}
            </span>
          </div>
        ))}
      </div>
    </section>
  )
}
