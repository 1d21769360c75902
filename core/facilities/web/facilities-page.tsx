// The register: query form above, list or map below, everything in the URL.
import { AreaPicker } from '@songhe/registry/web-door'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Checkbox, Input, Segmented, Select, type TableColumnsType } from 'antd'
import { lazy, Suspense } from 'react'
import { FACILITY_KINDS } from '../contract/kinds.ts'
import type { FacilityRow } from '../contract/register.ts'
import { listFacilities } from '../contract/register.ts'
import { PAPER_LABELS, STANDARD_LABELS, STATE_LABELS } from '../contract/shapes.ts'
import { optionsOf } from '@songhe/ui/act-button'
import { Places } from './places.tsx'
import { ExampleTag, PaperWord, StandardWord, StateWord } from './words.tsx'

const MapBeside = lazy(() => import('./map-beside.tsx').then((part) => ({ default: part.MapBeside })))

const START = {
  page: 1,
  size: 20,
  view: 'list',
  q: undefined as string | undefined,
  area: undefined as number | undefined,
  kind: undefined as string | undefined,
  state: 'running',
  standard: undefined as string | undefined,
  paper: undefined as string | undefined,
  operator: undefined as string | undefined,
  mismatch: undefined as string | undefined,
}
const STATES = [{ value: 'running', label: '未关闭' }, ...optionsOf(STATE_LABELS).slice(0, 5), { value: 'all', label: '全部' }]

const columns: TableColumnsType<FacilityRow> = [
  {
    title: '名称',
    dataIndex: 'name',
    render: (name: string, row) => (
      <Link to={`/facilities/${row.id}` as never}>
        <b>{name}</b>
      </Link>
    ),
  },
  { title: '类别', dataIndex: 'kindTitle' },
  { title: '所在地', dataIndex: 'place' },
  { title: '运营主体', render: (_: unknown, row) => row.operator?.name ?? '' },
  {
    title: '状态',
    dataIndex: 'state',
    render: (state: string, row) => (
      <>
        <StateWord state={state} /> <ExampleTag example={row.example} />
      </>
    ),
  },
  { title: '面积', dataIndex: 'floorArea', align: 'right', render: (area: number | null) => (area === null ? '' : `${area} ㎡`) },
  { title: '床位', dataIndex: 'beds', align: 'right', render: (beds: number) => beds || '' },
  {
    title: '建设标准',
    dataIndex: 'standard',
    render: (verdict: string) => (verdict === 'none' ? '' : <StandardWord verdict={verdict} />),
  },
  { title: '证照', dataIndex: 'paper', render: (state: string) => (state === 'none' ? '' : <PaperWord state={state} />) },
  { title: '等级', dataIndex: 'rating' },
]

export function FacilitiesPage() {
  const [state, change] = useListState(START)
  const { view, ...query } = state
  const { data, isFetching, error } = useRead(listFacilities, { query: query as never })
  const mayWrite = useMay('facilities.write')
  const navigate = useNavigate()
  const filters = <Filters state={state} change={change} />
  return (
    <>
      <PageTitle
        title="设施"
        acts={
          mayWrite && (
            <Button type="primary" onClick={() => navigate({ to: '/facilities/new' as never })}>
              登记设施
            </Button>
          )
        }
      >
        <Segmented
          aria-label="看法"
          value={view}
          onChange={(value) => change({ view: String(value) })}
          options={[
            { value: 'list', label: '列表' },
            { value: 'map', label: '地图' },
          ]}
        />
      </PageTitle>
      <Places at="/facilities" />
      {view === 'map' ? (
        <Suspense fallback={<p className="sub">正在打开地图…</p>}>
          <MapBeside query={query} filters={filters} />
        </Suspense>
      ) : (
        <ListPage<FacilityRow>
          columns={columns}
          rows={data?.rows}
          total={data?.total ?? 0}
          page={Number(state.page)}
          size={Number(state.size)}
          rowKey="id"
          loading={isFetching}
          error={error}
          sheet={{ line: listFacilities, input: { query } }}
          empty="没有符合条件的设施。请放宽条件，或核对管辖范围。"
          onPage={(page, size) => change({ page, size })}
          filters={filters}
        />
      )}
    </>
  )
}

type State = typeof START

function Filters({ state, change }: { state: State; change(part: Partial<State>): void }) {
  const select = (key: 'kind' | 'standard' | 'paper', label: string, options: { value: string; label: string }[]) => (
    <Select
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch
      optionFilterProp="label"
      style={{ minWidth: 150 }}
      value={state[key]}
      onChange={(value) => change({ [key]: value })}
      options={options}
    />
  )
  return (
    <>
      <Input.Search
        aria-label="名称、地址、编号"
        placeholder="名称、地址、编号"
        defaultValue={state.q}
        allowClear
        style={{ width: 220 }}
        onSearch={(q) => change({ q })}
      />
      <AreaPicker label="镇街、村社" value={state.area ? Number(state.area) : undefined} onChange={(area) => change({ area })} />
      {select(
        'kind',
        '类别',
        FACILITY_KINDS.map(({ key, title }) => ({ value: key, label: title })),
      )}
      <Select
        aria-label="状态"
        value={state.state}
        onChange={(value) => change({ state: value })}
        options={STATES}
        style={{ minWidth: 110 }}
      />
      {select('standard', '建设标准', optionsOf(STANDARD_LABELS))}
      {select('paper', '证照', optionsOf(PAPER_LABELS))}
      <Checkbox
        checked={state.mismatch === 'true' || (state.mismatch as unknown) === true}
        onChange={(event) => change({ mismatch: event.target.checked ? 'true' : undefined })}
      >
        类别与村社不符
      </Checkbox>
    </>
  )
}
