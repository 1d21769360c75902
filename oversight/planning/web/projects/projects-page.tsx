// 项目: lines of the plan, where they stand, and whether their sums fit the planned growth.
import type { ReplyOf } from '@songhe/basics/contract'
import { Citation } from '@songhe/ui/citation'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { StateTag, type Tone } from '@songhe/ui/state-tag'
import { Link } from '@tanstack/react-router'
import { Input, Select, type TableColumnsType } from 'antd'
import { listProjects, PROJECT_STATES, QUANTITY_KINDS } from '../../contract/projects.ts'
import { Places } from '../tasks/places.tsx'
import { TalliesCard } from './tallies-card.tsx'

type Row = ReplyOf<typeof listProjects>['rows'][number]
const TONES: Record<string, Tone> = { running: 'sky', done: 'pine' }
export const ProjectWord = ({ standing }: { standing: string }) => (
  <StateTag tone={TONES[standing] ?? 'stone'}>{PROJECT_STATES[standing]}</StateTag>
)
export const amountText = ({ printed, unit, certainty }: Pick<Row, 'printed' | 'unit' | 'certainty'>) =>
  printed &&
  `${certainty === '约' ? '约 ' : ''}${printed} ${unit}${certainty === '以上' ? '以上' : ''}${certainty === '推定' ? '（推定）' : ''}`

const columns: TableColumnsType<Row> = [
  { title: '序号', dataIndex: 'number' },
  {
    title: '项目',
    render: (_: unknown, row) => (
      <Link to={`/tasks/projects/${row.id}` as never}>
        <b>{row.programme}</b>　{row.item}
      </Link>
    ),
  },
  { title: '方式', dataIndex: 'action' },
  { title: '地点', dataIndex: 'place' },
  {
    title: '数量',
    align: 'right',
    render: (_: unknown, row) => (
      <>
        {amountText(row)}
        {row.quantityKind && (
          <div className={row.quantityKind === 'open' ? 'xs amber' : 'xs'}>{QUANTITY_KINDS[row.quantityKind]}</div>
        )}
      </>
    ),
  },
  { title: '期限', dataIndex: 'dueOn', render: (due: string | null) => <span className="keep">{due ?? '没有写'}</span> },
  {
    title: '情形',
    render: (_: unknown, row) => (
      <>
        <ProjectWord standing={row.standing} />{' '}
        {row.lateStep && row.standing === 'running' && <StateTag tone="red">{row.lateStep}逾期</StateTag>}{' '}
        {row.milestones > 0 && (
          <span className="xs">
            节点 {row.reached}/{row.milestones}
          </span>
        )}
      </>
    ),
  },
  { title: '依据', render: (_: unknown, row) => <Citation document={row.documentTitle} clause={row.clause} /> },
]

export function ProjectsPage() {
  const start = { page: 1, size: 20, state: 'all', q: undefined as string | undefined, tally: undefined as string | undefined }
  const [state, change] = useListState(start)
  const { data, isFetching, error } = useRead(listProjects, { query: state as never })
  const may = useMay('projects.import')
  return (
    <>
      <PageTitle title="项目" acts={may && <Link to={'/imports' as never}>导入项目表</Link>} />
      <Places at="/tasks/projects" />
      {useMay('projects.figures') && <TalliesCard onOpen={(tally) => change({ tally })} />}
      <ListPage<Row>
        columns={columns}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="id"
        loading={isFetching}
        error={error}
        sheet={{ line: listProjects, input: { query: state } }}
        empty="没有这样的项目。"
        onPage={(page, size) => change({ page, size })}
        filters={
          <>
            <Select
              aria-label="情形"
              value={state.state}
              onChange={(value) => change({ state: value })}
              style={{ minWidth: 150 }}
              options={Object.entries({ all: '全部', ...PROJECT_STATES, late: '节点逾期', 'kind-open': '口径待认定' }).map(
                ([value, label]) => ({ value, label }),
              )}
            />
            <Input.Search
              aria-label="项目、地点"
              placeholder="项目、地点"
              defaultValue={state.q}
              allowClear
              style={{ width: 220 }}
              onSearch={(q) => change({ q })}
            />
            {state.tally && (
              <button type="button" className="opens" onClick={() => change({ tally: undefined })}>
                只看“{state.tally}”，看全部
              </button>
            )}
          </>
        }
      />
    </>
  )
}
