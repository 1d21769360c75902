// 文件的数重算: each sum that a document's own numbers allow, with its inputs and places; the print stays beside it.
import type { ReplyOf } from '@songhe/basics/contract'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { StateTag, type Tone } from '@songhe/ui/state-tag'
import { WideTable } from '@songhe/ui/wide-table'
import type { TableColumnsType } from 'antd'
import { listChecks } from '../../contract/leader.ts'
import { NumberPlaces } from '../number-places.tsx'
import '../planning.css'

type Row = ReplyOf<typeof listChecks>['rows'][number]
const STATUS: Readonly<Record<Row['status'], readonly [string, Tone]>> = {
  ok: ['对得上', 'pine'],
  trunc: ['只有截断才对得上', 'amber'],
  differs: ['对不上', 'amber'],
  derived: ['没有印，算出来的', 'stone'],
  open: ['缺一个数，算不了', 'sky'],
}

const columns: TableColumnsType<Row> = [
  { title: '编号', dataIndex: 'no' },
  {
    title: '算什么',
    render: (_: unknown, row) => (
      <>
        <b>{row.title}</b>
        <div className="xs">{row.formula}</div>
      </>
    ),
  },
  {
    title: '用到的数',
    render: (_: unknown, row) => (
      <ul>
        {row.inputs.map((input) => (
          <li key={input.name} className="xs">
            {`${input.name} `}
            <b>{input.value}</b>
            {` ${[input.said, input.clause, input.day].filter(Boolean).join('，')}`}
          </li>
        ))}
      </ul>
    ),
  },
  {
    title: '算出',
    align: 'right',
    render: (_: unknown, row) =>
      row.computed === null ? <span className="stone">算不了</span> : <b>{`${row.computed}${row.unit}`}</b>,
  },
  { title: '印的', align: 'right', render: (_: unknown, row) => row.printed || <span className="stone">没有印</span> },
  { title: '比较', render: (_: unknown, row) => <StateTag tone={STATUS[row.status][1]}>{STATUS[row.status][0]}</StateTag> },
  { title: '说明', dataIndex: 'note' },
]

export function ChecksPage() {
  const { data, error, isFetching } = useRead(listChecks, {})
  return (
    <>
      <PageTitle title="文件的数重算">
        <span className="sub">
          {data?.rows[0] ? `${data.rows[0].documentTitle}：印的数不改，算出来的放在旁边。` : '印的数不改，算出来的放在旁边。'}
        </span>
      </PageTitle>
      <NumberPlaces at="/planning/checks" />
      <ProblemNote error={error} />
      <section className="card">
        <WideTable<Row>
          columns={columns}
          dataSource={data?.rows ?? []}
          rowKey={(row) => `${row.no}|${row.title}`}
          loading={isFetching}
          pagination={false}
          locale={{ emptyText: '本区县的文件没有可以重算的数。' }}
        />
      </section>
    </>
  )
}
