// What the forecast was counted with: tables and rates, their documents, years and how far they are trusted.
import type { ReplyOf } from '@songhe/basics/contract'
import { StateTag } from '@songhe/ui/state-tag'
import { WideTable } from '@songhe/ui/wide-table'
import type { TableColumnsType } from 'antd'
import { MARK_WORDS, type showForecast } from '../../contract/forecast.ts'

type Source = ReplyOf<typeof showForecast>['sources'][number]

const columns: TableColumnsType<Source> = [
  { title: '用到的表和参数', dataIndex: 'title', render: (title: string) => <div style={{ minWidth: 160 }}>{title}</div> },
  { title: '数值', dataIndex: 'rate', align: 'right' },
  { title: '出处', render: (_: unknown, { document, clause }) => `${document} ${clause}` },
  {
    title: '适用年份',
    render: (_: unknown, { validFrom, validTo }) =>
      validFrom === null ? '' : validTo === null ? `${validFrom} 年起` : `${validFrom}—${validTo} 年`,
  },
  {
    title: '可信',
    dataIndex: 'mark',
    render: (mark: string) => <StateTag tone={mark === 'memory' ? 'amber' : 'pine'}>{MARK_WORDS[mark]}</StateTag>,
  },
  { title: '用上', dataIndex: 'used', render: (used: boolean) => (used ? '用了' : '没有用') },
  { title: '说明', dataIndex: 'note', render: (note: string) => <div style={{ minWidth: 200, maxWidth: 360 }}>{note}</div> },
]

export function SourcesCard({ sources }: { sources: readonly Source[] }) {
  return (
    <section className="card">
      <h2>用什么算的</h2>
      <div className="inside">
        <WideTable<Source>
          columns={columns}
          dataSource={[...sources]}
          rowKey={(row) => row.key + row.document + row.rate}
          pagination={false}
        />
      </div>
    </section>
  )
}
