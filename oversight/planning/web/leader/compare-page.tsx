// 和其他区县比: printed and reported numbers of the five districts; side by side only where unit and base are the same, else the reason in words.
import type { ReplyOf } from '@songhe/basics/contract'
import { Citation } from '@songhe/ui/citation'
import { useListState } from '@songhe/ui/list-state'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { WideTable } from '@songhe/ui/wide-table'
import { Select, type TableColumnsType } from 'antd'
import { compareDistricts } from '../../contract/leader.ts'
import { NumberPlaces } from '../number-places.tsx'
import '../planning.css'

type Row = ReplyOf<typeof compareDistricts>['rows'][number]

const columns: TableColumnsType<Row> = [
  { title: '区县', dataIndex: 'name', render: (name: string) => <b>{name}</b> },
  { title: '指标（各自的名称）', dataIndex: 'title' },
  { title: '哪种数', dataIndex: 'role' },
  { title: '印的', dataIndex: 'printed', align: 'right' },
  { title: '单位', dataIndex: 'unit' },
  { title: '人口口径', dataIndex: 'base' },
  { title: '时点', dataIndex: 'day', render: (day: string | null) => day ?? '没有写' },
  { title: '依据', render: (_: unknown, row) => <Citation document={row.documentTitle} /> },
]

export function ComparePage() {
  const [state, change] = useListState({ subject: undefined as string | undefined })
  const { data, error, isFetching } = useRead(compareDistricts, { query: state as never })
  return (
    <>
      <PageTitle title="和其他区县比">
        <span className="sub">只比单位、口径和性质都相同的数。看得到的只有各自文件印的数，和它们愿意给看的报出数。</span>
      </PageTitle>
      <NumberPlaces at="/planning/compare" />
      <ProblemNote error={error} />
      <section className="card">
        <div className="inside">
          <Select
            aria-label="比什么"
            value={state.subject ?? data?.subjects[0]?.key}
            onChange={(subject) => change({ subject })}
            style={{ minWidth: 260, maxWidth: '100%' }}
            options={(data?.subjects ?? []).map(({ key, title, districts }) => ({
              value: key,
              label: `${title}（${districts} 个区县）`,
            }))}
          />
          {data?.groups.map(({ said, districts }) => (
            <p key={said} className="pine">{`可以并排：${districts.join('、')}（${said}）`}</p>
          ))}
          {data?.refused.map((reason) => (
            <p key={reason} className="amber">
              {reason}
            </p>
          ))}
        </div>
        <WideTable<Row>
          columns={columns}
          dataSource={data?.rows ?? []}
          rowKey={(row) => `${row.district}|${row.title}|${row.role}|${row.printed}|${row.day}|${row.documentTitle}`}
          loading={isFetching}
          pagination={false}
          locale={{ emptyText: '没有两个区县都印的指标。' }}
        />
      </section>
    </>
  )
}
