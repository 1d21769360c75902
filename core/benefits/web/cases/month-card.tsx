// This month's money on the desk: the sum, the difference to the month before, and where the run stands.
import { yuan } from '@songhe/basics/money'
import { MoneyChange } from '@songhe/ui/money'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Link } from '@tanstack/react-router'
import * as contract from '../../contract-desk.ts'
import { clock } from './clock.ts'

export function MonthCard() {
  const month = useRead(contract.showDeskMonth, {})
  const run = month.data?.run
  const reasons = run?.reasons ?? []
  if (!run)
    return (
      <section className="card desk-month" aria-label="本月发放">
        <h2>本月发放</h2>
        <p className="stone">{month.data ? '还没有发放批次。' : '正在读取…'}</p>
      </section>
    )
  return (
    <section className="card desk-month" aria-label="本月发放">
      <div className="desk-month-head">
        <h2>
          {run.month.slice(0, 4)}年{Number(run.month.slice(5))}月发放
        </h2>
        <StateTag tone={run.state === 'submitted' ? 'sky' : 'pine'}>{run.stateTitle}</StateTag>
      </div>
      <p className="desk-month-sum num">
        {yuan(run.totalFen)}
        <small> 元</small>
      </p>
      <p className="num stone">
        {run.payees.toLocaleString()}人，{run.lines.toLocaleString()}笔
      </p>
      {run.before && (
        <p className="desk-month-diff">
          <span>与{Number(run.before.month.slice(5))}月相比</span>
          <span>
            {signed(run.payees - run.before.payees)}人 <MoneyChange fen={run.totalFen - run.before.totalFen} />
          </span>
        </p>
      )}
      {reasons.slice(0, SHOWN).map((one) => (
        <p key={one.reason} className="desk-month-reason">
          <span>{one.reason}</span>
          <span className="stone">{one.persons.toLocaleString()}人</span>
          <MoneyChange fen={one.fen} />
        </p>
      ))}
      {reasons.length > SHOWN && <p className="xs">另有 {reasons.length - SHOWN} 种原因，见批次</p>}
      <ol className="desk-steps">
        {run.steps.map((step) => (
          <li key={step.title} className={step.done ? 'ok' : ''}>
            <span>{step.title}</span>
            <span className="xs">
              {step.at && `${clock(step.at)} `}
              {step.by}
            </span>
          </li>
        ))}
      </ol>
      <Link className="desk-open" to={`/benefits/months/${run.id}` as string}>
        打开{Number(run.month.slice(5))}月批次
      </Link>
    </section>
  )
}

const SHOWN = 7
const signed = (count: number) => (count > 0 ? `+${count.toLocaleString()}` : count.toLocaleString())
