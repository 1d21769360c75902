// Towns by their share of the register: said so, since nobody knows each town's own ages and moves.
import type { ReplyOf } from '@songhe/basics/contract'
import { WideTable } from '@songhe/ui/wide-table'
import type { TableColumnsType } from 'antd'
import type { showForecast } from '../../contract/forecast.ts'
import { people } from './people-table.tsx'

type Shown = ReplyOf<typeof showForecast>
type Town = Shown['towns'][number]

export function TownsCard({ shown }: { shown: Shown }) {
  const columns: TableColumnsType<Town> = [
    { title: '镇街', dataIndex: 'name', fixed: 'left' },
    { title: '登记册里（人）', dataIndex: 'elders', align: 'right', render: people },
    ...shown.needYears.map((year, at) => ({
      title: `${year} 年`,
      align: 'right' as const,
      render: (_: unknown, { values }: Town) => people(values[at]),
    })),
  ]
  return (
    <section className="card">
      <h2>各镇街（60岁及以上）</h2>
      <div className="inside">
        <p className="sub">按各镇街今天占登记册的份额分全区的数，没有算各镇街自己的年龄和流动；各镇街相加等于全区。</p>
        <WideTable<Town> columns={columns} dataSource={[...shown.towns]} rowKey="area" pagination={false} />
      </div>
    </section>
  )
}
