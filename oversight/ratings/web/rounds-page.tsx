// 等级评定: the rounds, how far each is, and the button that opens a new one.
import type { ReplyOf } from '@songhe/basics/contract'
import { ActButton, optionsOf } from '@songhe/ui/act-button'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay, useMe } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Select, type TableColumnsType } from 'antd'
import { listRatingStandards, listRounds, openRound, ROUND_STATES } from '../contract/rounds.ts'
import { SCHEMES } from '../contract/shapes.ts'
import { Places } from './places.tsx'
import { ExampleTag, RoundWord } from './words.tsx'

type Row = ReplyOf<typeof listRounds>['rows'][number]
const START = { page: 1, size: 20, state: 'all', scheme: undefined as string | undefined }

const counted = (
  title: string,
  key: 'applied' | 'scored' | 'notice' | 'inForce' | 'below',
  state: string,
): TableColumnsType<Row>[number] => ({
  title,
  align: 'right',
  render: (_: unknown, row) =>
    row[key] === 0 ? (
      <span className="stone">0</span>
    ) : (
      <Link to={`/ratings/rounds/${row.id}?state=${state}` as never}>{row[key]}</Link>
    ),
})

const columns: TableColumnsType<Row> = [
  {
    title: '轮次',
    dataIndex: 'title',
    render: (title: string, row) => (
      <>
        <Link to={`/ratings/rounds/${row.id}` as never}>
          <b>{title}</b>
        </Link>{' '}
        <ExampleTag example={row.example} />
      </>
    ),
  },
  { title: '种类', dataIndex: 'scheme', render: (scheme: string) => SCHEMES[scheme] },
  { title: '公告', render: (_: unknown, row) => `${row.announcement}，${row.announcedOn}` },
  { title: '申请截止', dataIndex: 'applyBy' },
  { title: '状态', dataIndex: 'state', render: (state: string) => <RoundWord state={state} /> },
  counted('待评分', 'applied', 'applied'),
  counted('待决定', 'scored', 'scored'),
  counted('公示中', 'notice', 'notice'),
  counted('已生效', 'inForce', 'in-force'),
  counted('未达等级', 'below', 'below'),
]

export function RoundsPage() {
  const [state, change] = useListState(START)
  const { data, isFetching, error } = useRead(listRounds, { query: state as never })
  return (
    <>
      <PageTitle title="等级评定" acts={useMay('ratings.rounds') && <Open />} />
      <Places at="/ratings" />
      <ListPage<Row>
        columns={columns}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="id"
        loading={isFetching}
        error={error}
        sheet={{ line: listRounds, input: { query: state } }}
        empty="还没有开过评定。"
        onPage={(page, size) => change({ page, size })}
        filters={
          <>
            <Select
              aria-label="种类"
              placeholder="种类"
              allowClear
              value={state.scheme}
              onChange={(scheme) => change({ scheme })}
              style={{ minWidth: 150 }}
              options={optionsOf(SCHEMES)}
            />
            <Select
              aria-label="状态"
              value={state.state}
              onChange={(value) => change({ state: value })}
              style={{ minWidth: 120 }}
              options={[{ value: 'all', label: '全部' }, ...optionsOf(ROUND_STATES)]}
            />
          </>
        }
      />
    </>
  )
}

function Open() {
  const me = useMe()
  const navigate = useNavigate()
  const { data: standards = [] } = useRead(listRatingStandards, {})
  return (
    <ActButton
      line={openRound}
      button="开一轮评定"
      primary
      initial={{ announcedOn: me.today }}
      fields={[
        { name: 'title', label: '名称', required: true, note: '例如：2026 年养老机构星级评定' },
        {
          name: 'pack',
          label: '评分标准',
          kind: 'select',
          required: true,
          options: standards.map(({ pack, title, version, example }) => ({
            value: pack,
            label: `${title} 第${version}版${example && !title.includes('示例') ? '（有示例数值）' : ''}`,
          })),
          note: '现在有效的一版在开轮时固定，以后修订不影响这一轮。',
        },
        { name: 'announcement', label: '公告文号', required: true },
        { name: 'announcedOn', label: '公告日期', kind: 'day', required: true },
        { name: 'applyBy', label: '申请截止', kind: 'day', required: true },
        { name: 'year', label: '评价年度', kind: 'number', note: '只有年度绩效评价填写。' },
      ]}
      input={({ year, ...values }, id) => ({ body: { id, kinds: [], ...values, ...(year && { year }) } as never })}
      onDone={({ id }) => void navigate({ to: `/ratings/rounds/${id}` as never })}
    />
  )
}
