// What these people need, every line with its rate and where the rate stands; below it what cannot be counted and why.
import type { ReplyOf } from '@songhe/basics/contract'
import { yuan } from '@songhe/basics/money'
import { Citation } from '@songhe/ui/citation'
import { StateTag } from '@songhe/ui/state-tag'
import { WideTable } from '@songhe/ui/wide-table'
import type { TableColumnsType } from 'antd'
import type { showForecast } from '../../contract/forecast.ts'
import { people } from './people-table.tsx'

type Shown = ReplyOf<typeof showForecast>
type Need = Shown['needs'][number]

export function NeedsCard({ shown }: { shown: Shown }) {
  const columns: TableColumnsType<Need> = [
    {
      title: '需要',
      fixed: 'left',
      render: (_: unknown, need) => (
        <>
          <b>{need.title}</b>（{need.unit === '分' ? '元' : need.unit}）{need.example && <StateTag tone="amber">示例</StateTag>}
        </>
      ),
    },
    ...shown.needYears.map((year, at) => ({
      title: String(year),
      align: 'right' as const,
      render: (_: unknown, need: Need) =>
        need.unit === '分' && need.values[at] != null ? yuan(need.values[at]) : people(need.values[at]),
    })),
    { title: '算法', dataIndex: 'formula' },
    { title: '依据', render: (_: unknown, { document, clause }) => <Citation document={document} clause={clause} /> },
    { title: '说明', dataIndex: 'note', render: (note: string) => <div style={{ minWidth: 200, maxWidth: 320 }}>{note}</div> },
  ]
  return (
    <section className="card">
      <h2>需要多少</h2>
      <div className="inside">
        <WideTable<Need>
          columns={columns}
          dataSource={[...shown.needs]}
          rowKey="key"
          pagination={false}
          locale={{ emptyText: '没有一项有来源可算。' }}
        />
      </div>
      <div className="inside">
        <h3 className="section-head" style={{ marginTop: 0 }}>
          没有来源、没有计算的
        </h3>
        <ul className="why">
          {shown.gaps.map(({ title, why }) => (
            <li key={title + why} className="missing">
              <i>缺</i>
              <span>
                <b>{title}</b>：{why}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
