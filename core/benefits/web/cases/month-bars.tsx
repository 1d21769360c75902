// Twelve months of one elder's money: filled = arrived, outlined = on its way, dashed amber = owed and never sent.
import { yuan } from '@songhe/basics/money'
import type { PersonBenefits } from '../../contract-explain.ts'

export function MonthBars({ months }: { months: PersonBenefits['months'] }) {
  const top = Math.max(1, ...months.map((one) => one.paidFen + one.toPayFen + one.owedFen))
  const sum = (key: 'paidFen' | 'toPayFen' | 'owedFen') => months.reduce((total, one) => total + one[key], 0)
  const height = (fen: number) => `${Math.round((fen * 110) / top)}px`
  return (
    <section aria-label="近12个月的钱">
      <p className="bars-legend">
        <b>近12个月</b>
        <span>
          <i className="bar-paid" />
          已到账 {yuan(sum('paidFen'))}
        </span>
        <span>
          <i className="bar-pending" />
          待发 {yuan(sum('toPayFen'))}
        </span>
        <span>
          <i className="bar-owed" />
          该发未发 {yuan(sum('owedFen'))}
        </span>
      </p>
      <ol className="bars">
        {months.map((one) => (
          <li
            key={one.month}
            title={`${one.month} 已到账 ${yuan(one.paidFen)}，待发 ${yuan(one.toPayFen)}，该发未发 ${yuan(one.owedFen)}`}
          >
            <div className="bars-stack">
              {one.owedFen > 0 && (
                <i className="bar-owed" style={{ height: height(one.owedFen) }}>
                  {Math.round(one.owedFen / 100)}
                </i>
              )}
              {one.toPayFen > 0 && (
                <i className="bar-pending" style={{ height: height(one.toPayFen) }}>
                  {Math.round(one.toPayFen / 100)}
                </i>
              )}
              {one.paidFen > 0 && (
                <i className="bar-paid" style={{ height: height(one.paidFen) }}>
                  {Math.round(one.paidFen / 100)}
                </i>
              )}
            </div>
            <span className="small stone">
              {one.month.endsWith('-01') ? `${one.month.slice(2, 4)}年1月` : `${Number(one.month.slice(5))}月`}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
