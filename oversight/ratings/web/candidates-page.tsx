// 争创名单: who is how far from the target grade, nearest first, and in which section the points are missing.
import type { ReplyOf } from '@songhe/basics/contract'
import { AreaPicker } from '@songhe/registry/web-door'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { Link } from '@tanstack/react-router'
import { Select, type TableColumnsType } from 'antd'
import { listCandidates } from '../contract/register.ts'
import { Places } from './places.tsx'

type Row = ReplyOf<typeof listCandidates>['rows'][number]
const START = {
  page: 1,
  size: 20,
  scheme: 'star',
  target: undefined as string | undefined,
  area: undefined as number | undefined,
}

const columns: TableColumnsType<Row> = [
  {
    title: '设施',
    dataIndex: 'name',
    render: (name: string, row) => (
      <Link to={`/ratings/cases/${row.case}` as never}>
        <b>{name}</b>
      </Link>
    ),
  },
  { title: '类别', dataIndex: 'kindTitle' },
  { title: '所在地', dataIndex: 'place' },
  { title: '现得等级', dataIndex: 'grade', render: (grade: string) => grade || <span className="stone">未达等级</span> },
  { title: '总分', dataIndex: 'total', align: 'right' },
  {
    title: '还差什么',
    render: (_: unknown, row) => (
      <ul>
        {row.lacks.map(({ what, text }) => (
          <li key={what}>{text}</li>
        ))}
      </ul>
    ),
  },
]

export function CandidatesPage() {
  const [state, change] = useListState(START)
  const { data, isFetching, error } = useRead(listCandidates, { query: state as never })
  return (
    <>
      <PageTitle title="争创名单">
        <p className="sub">按每处最近一次决定的评分，离目标等级还差多少；差得少的在前。</p>
      </PageTitle>
      <Places at="/ratings/candidates" />
      <ListPage<Row>
        columns={columns}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="case"
        loading={isFetching}
        error={error}
        sheet={{ line: listCandidates, input: { query: state } }}
        empty="评过的设施都达到了目标等级，或还没有决定过评分。"
        onPage={(page, size) => change({ page, size })}
        filters={
          <>
            <Select
              aria-label="种类"
              value={state.scheme}
              onChange={(scheme) => change({ scheme, target: undefined })}
              style={{ minWidth: 110 }}
              options={[
                { value: 'star', label: '星级' },
                { value: 'leaf', label: '叶级' },
              ]}
            />
            <Select
              aria-label="目标等级"
              value={data?.target}
              onChange={(target) => change({ target })}
              style={{ minWidth: 130 }}
              options={(data?.targets ?? []).map((grade) => ({ value: grade, label: `目标 ${grade}` }))}
            />
            <AreaPicker
              label="镇街、村社"
              value={state.area ? Number(state.area) : undefined}
              onChange={(area) => change({ area })}
            />
          </>
        }
      />
    </>
  )
}
