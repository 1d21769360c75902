// 今后三年: the middle of many drawn futures, the band around it, what it stands on, and how far such a forecast was off in the months just past.
import type { ReplyOf } from '@songhe/basics/contract'
import { yuan } from '@songhe/basics/money'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { WideTable } from '@songhe/ui/wide-table'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { backTest, forecastScheme } from '../../contract-lab.ts'
import { ForecastCurve } from './forecast-curve.tsx'

const MONTHS = 36
const BACK = 6

export function LabForecast({ schemes, names }: { schemes: string; names: readonly string[] }) {
  const [open, setOpen] = useState(false)
  const [scheme, setScheme] = useState(0)
  const query = { schemes, scheme: Math.min(scheme, names.length), months: MONTHS }
  const told = useRead(forecastScheme, { query: query as never }, { enabled: open })
  const back = useRead(backTest, { query: { months: BACK } as never }, { enabled: open })
  return (
    <section className="card" aria-label="今后三年">
      <div className="inside panel-head">
        <h2>今后三年</h2>
        <span className="sub" style={{ flex: 1 }}>
          生日照日历，去世、迁移、失能按比例反复抽样
        </span>
        {open && (
          <Select
            aria-label="预测哪个方案"
            value={query.scheme}
            onChange={setScheme}
            style={{ minWidth: 120 }}
            options={['现行规定', ...names].map((label, value) => ({ value, label }))}
          />
        )}
        {!open && <Button onClick={() => setOpen(true)}>预测今后三年</Button>}
      </div>
      <ProblemNote error={told.error ?? back.error} />
      {open && !told.data && !told.error && <p className="inside sub">正在反复抽样…</p>}
      {open && told.data && <Told told={told.data} />}
      {open && back.data && <Back told={back.data} />}
    </section>
  )
}

function Told({ told }: { told: ReplyOf<typeof forecastScheme> }) {
  const { survival, leavingPerYear, comingPerYear, youngestPerYear } = told.assumptions
  return (
    <>
      <div className="inside">
        <ForecastCurve months={told.months} />
        <p className="xs">
          {told.example && <span className="state sky">含示例金额</span>} 深线是 {told.draws}{' '}
          次抽样的中间值，浅色带是九成抽样所在的范围，虚线是假如没有人去世、迁移和失能。种子 {told.seed}
          ：同一名册、同一种子，曲线相同。
        </p>
        <p className="xs">
          依据：{survival}；迁出按本区县去年实际每年 {leavingPerYear} 人，迁入每年 {comingPerYear} 人，新到龄每年{' '}
          {youngestPerYear} 人（名册上最年轻一岁的人数）；失能按名册上各年龄现在的比例逐年变化。
        </p>
      </div>
      <WideTable
        rowKey="from"
        dataSource={told.years}
        pagination={false}
        columns={[
          { title: '年度', render: (_, row) => `${row.from} 至 ${row.to}` },
          { title: '低（元）', align: 'right', render: (_, row) => yuan(row.low) },
          { title: '中间（元）', align: 'right', render: (_, row) => <b>{yuan(row.middle)}</b> },
          { title: '高（元）', align: 'right', render: (_, row) => yuan(row.high) },
        ]}
      />
    </>
  )
}

const percent = (perMille: number) => `${perMille > 0 ? '+' : perMille < 0 ? '−' : ''}${(Math.abs(perMille) / 10).toFixed(1)}%`

function Back({ told }: { told: ReplyOf<typeof backTest> }) {
  return (
    <>
      <div className="inside panel-head">
        <h2>回测</h2>
        <span className="sub">
          从 {told.from} 的名册向前预测 {told.months.length} 个月，与按现在知道的事实重算的应发数比较
          {told.meanPerMille !== null &&
            `：平均误差 ${(told.meanPerMille / 10).toFixed(1)}%，最大 ${(told.worstPerMille! / 10).toFixed(1)}%`}
          。两边都不含后来迁入和新到龄的人。
        </span>
      </div>
      <WideTable
        rowKey="month"
        dataSource={told.months}
        pagination={false}
        columns={[
          { title: '月份', dataIndex: 'month' },
          { title: '预测应发（元）', align: 'right', render: (_, row) => yuan(row.forecast) },
          { title: '重算应发（元）', align: 'right', render: (_, row) => yuan(row.owed) },
          {
            title: '误差',
            align: 'right',
            render: (_, row) => (row.errorPerMille === null ? '—' : percent(row.errorPerMille)),
          },
          { title: '当月实际发放（元）', align: 'right', render: (_, row) => (row.paid === null ? '没有批次' : yuan(row.paid)) },
        ]}
      />
    </>
  )
}
