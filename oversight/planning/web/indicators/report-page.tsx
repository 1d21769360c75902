// One reported number again: what was reported, over its frozen records, as the registers knew it then, and as they know it now.
import type { ReplyOf } from '@songhe/basics/contract'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Link, useParams } from '@tanstack/react-router'
import { Select, Skeleton, type TableColumnsType } from 'antd'
import { listReportRecords, recomputeReport } from '../../contract/reports.ts'
import { NumberPlaces } from '../number-places.tsx'
import '../planning.css'

type File = ReplyOf<typeof recomputeReport>
type Row = ReplyOf<typeof listReportRecords>['rows'][number]
const START = { page: 1, size: 20, change: 'frozen' }

export function ReportPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: file, error } = useRead(recomputeReport, { params: { id } })
  if (error) return <ProblemNote error={error} />
  if (!file) return <Skeleton active />
  return (
    <>
      <PageTitle title={file.name}>
        <span>
          <Link to={`/planning/indicators/${file.indicator}` as never} className="opens">
            {file.title}
          </Link>
          <span className="sub">{`　截至 ${file.asOf}，${file.recordedBy} 报出，第 ${file.definition} 版算法`}</span>
        </span>
        <b style={{ marginLeft: 'auto', fontSize: 28 }}>{`${file.valueText}${file.unit}`}</b>
      </PageTitle>
      <NumberPlaces at="/planning/reports" />
      <Recomputed file={file} />
      <Records id={file.id} file={file} />
    </>
  )
}

function Recomputed({ file }: { file: File }) {
  const line = (title: string, what: File['frozen'] | null, note: string) => (
    <tr>
      <th scope="row">{title}</th>
      <td className="num">{what ? <b>{`${what.value ?? '算不出来'}${what.value === null ? '' : file.unit}`}</b> : '没有重算'}</td>
      <td className="num">{what ? what.records : ''}</td>
      <td>{what && <StateTag tone={what.same ? 'pine' : 'amber'}>{what.same ? '一致' : '不同'}</StateTag>}</td>
      <td className="sub">{note}</td>
    </tr>
  )
  return (
    <section className="card" style={{ marginBottom: 12 }}>
      <h2>重算</h2>
      <div className="inside scroll-x" tabIndex={0} role="group" aria-label="重算">
        <table className="lines">
          <thead>
            <tr>
              <th>按什么</th>
              <th className="num">数</th>
              <th className="num">记录</th>
              <th>和报出的比</th>
              <th>说明</th>
            </tr>
          </thead>
          <tbody>
            {line('冻结的记录', file.frozen, '用当时那一版算法，在冻结的每一条记录上重算。')}
            {line(
              '登记，按当时所知',
              file.knownThen,
              file.forgets.length > 0
                ? `${file.forgets.join('、')}的登记不留旧状态，只能在冻结的记录上重算。`
                : '向登记再问一遍：那个时刻知道什么。',
            )}
            {line(
              '登记，按现在所知',
              file.knownNow,
              file.knownNow.same
                ? '后来没有补录或更正。'
                : `后来补录或更正：多了 ${file.added} 条，少了 ${file.removed} 条。旧报表不改。`,
            )}
          </tbody>
        </table>
        <p
          className="xs"
          style={{ overflowWrap: 'anywhere' }}
        >{`算法：${file.definitionBody.words} ${file.definitionBody.formula}　记录摘要：${file.digest}`}</p>
      </div>
    </section>
  )
}

function Records({ id, file }: { id: string; file: File }) {
  const [state, change] = useListState(START)
  const query = { ...state } as never
  const { data, isFetching, error } = useRead(listReportRecords, { params: { id }, query })
  const columns: TableColumnsType<Row> = [
    { title: '公式里的名称', dataIndex: 'part' },
    {
      title: '名称',
      render: (_: unknown, row) => (row.opens ? <Link to={row.opens.split('?')[0] as never}>{row.name}</Link> : row.name),
    },
    { title: '所在地', dataIndex: 'place' },
    { title: '分项', dataIndex: 'split' },
    { title: '日期', dataIndex: 'day' },
    { title: '数', dataIndex: 'value', align: 'right' },
  ]
  return (
    <ListPage<Row>
      columns={columns}
      rows={data?.rows}
      total={data?.total ?? 0}
      page={Number(state.page)}
      size={Number(state.size)}
      rowKey="key"
      loading={isFetching}
      error={error}
      sheet={{ line: listReportRecords, input: { params: { id }, query: state } }}
      empty="没有记录。"
      onPage={(page, size) => change({ page, size })}
      filters={
        <Select
          aria-label="哪些记录"
          value={state.change}
          onChange={(value) => change({ change: value })}
          style={{ minWidth: 220 }}
          options={[
            { value: 'frozen', label: `报出时的 ${file.records} 条` },
            { value: 'added', label: `后来多了 ${file.added} 条` },
            { value: 'removed', label: `后来少了 ${file.removed} 条` },
          ]}
        />
      }
    />
  )
}
