// Month by month, each scheme beside what is in force: birthdays and facts that end make the months differ.
import { yuan } from '@songhe/basics/money'
import { WideTable } from '@songhe/ui/wide-table'
import type { Told } from './scheme-cards.tsx'

export function LabMonths({ told: { before, schemes }, budgetFen }: { told: Told; budgetFen: number | null }) {
  const lines = [{ name: '现行规定', months: before.months }, ...schemes]
  const most = Math.max(1, ...lines.flatMap(({ months }) => months.map(({ fen }) => fen)), (budgetFen ?? 0) / 12)
  const rows = before.months.map(({ month }, i) => ({ month, each: lines.map(({ months }) => months[i]!) }))
  return (
    <section className="card">
      <div className="inside panel-head">
        <h2>逐月</h2>
        <span className="sub">每月按月底的年龄和当时有效的事实判定{budgetFen !== null && '；竖线是预算的十二分之一'}</span>
      </div>
      <WideTable
        rowKey="month"
        dataSource={rows}
        pagination={false}
        columns={[
          { title: '月份', dataIndex: 'month' },
          ...lines.map(({ name }, at) => ({
            title: `${name}（元）`,
            align: 'right' as const,
            render: (_: unknown, row: (typeof rows)[number]) => (
              <div className="lab-month">
                <i style={{ width: `${(row.each[at]!.fen / most) * 100}%` }} />
                {budgetFen !== null && <u style={{ left: `${(budgetFen / 12 / most) * 100}%` }} />}
                <span>{yuan(row.each[at]!.fen)}</span> <small className="xs">{row.each[at]!.persons.toLocaleString()} 人</small>
              </div>
            ),
          })),
        ]}
      />
    </section>
  )
}
