// 养老用地: the ledger, square metres for each person on a stated population, and requests with two opinions.
import { AreaField } from '@songhe/registry/web-door'
import type { ReplyOf } from '@songhe/basics/contract'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay, useMe } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Select, type TableColumnsType } from 'antd'
import {
  giveOpinion,
  LAND_KINDS,
  LAND_REQUEST_STATES,
  LAND_STATES,
  LAND_WAYS,
  listLandRequests,
  listPlots,
  recordPlot,
  requestLand,
  setLandPopulation,
} from '../contract/land.ts'
import { ActButton, optionsOf } from '@songhe/ui/act-button'
import { Places } from './places.tsx'

type Plot = ReplyOf<typeof listPlots>['rows'][number]
type Request = ReplyOf<typeof listLandRequests>['rows'][number]
const START = { page: 1, size: 20, kind: undefined as string | undefined }

const plotColumns: TableColumnsType<Plot> = [
  { title: '地块', dataIndex: 'name', render: (name: string) => <b>{name}</b> },
  { title: '所在地', dataIndex: 'place' },
  { title: '用地种类', dataIndex: 'kind', render: (kind: string) => LAND_KINDS[kind] },
  { title: '面积', dataIndex: 'squareMetres', align: 'right', render: (area: number) => `${area.toLocaleString()} ㎡` },
  {
    title: '状态',
    dataIndex: 'state',
    render: (state: string, row) => `${LAND_STATES[state]}${row.suppliedOn ? `，${row.suppliedOn}` : ''}`,
  },
  { title: '计划年度', dataIndex: 'plannedYear', align: 'right' },
  { title: '文件', dataIndex: 'document' },
  { title: '准予的调整', dataIndex: 'adjustments' },
]

export function LandPage() {
  const [state, change] = useListState(START)
  const plots = useRead(listPlots, { query: state as never })
  const may = useMay('facilities.premises')
  return (
    <>
      <PageTitle title="养老用地" acts={may && <Acts />} />
      <Places at="/facilities/land" />
      {plots.data && <PerPerson data={plots.data} />}
      <ListPage<Plot>
        columns={plotColumns}
        rows={plots.data?.rows}
        total={plots.data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="id"
        loading={plots.isFetching}
        error={plots.error}
        sheet={{ line: listPlots, input: { query: state } }}
        empty="还没有登记养老用地。"
        onPage={(page, size) => change({ page, size })}
        filters={
          <>
            <b>用地台账</b>
            <Select
              aria-label="用地种类"
              placeholder="用地种类"
              allowClear
              value={state.kind}
              onChange={(kind) => change({ kind })}
              style={{ minWidth: 150 }}
              options={optionsOf(LAND_KINDS)}
            />
          </>
        }
      />
      <div style={{ height: 12 }} />
      <Requests />
    </>
  )
}

function PerPerson({ data }: { data: ReplyOf<typeof listPlots> }) {
  const may = useMay('facilities.figures')
  const { perPerson, years } = data
  return (
    <section
      className="card inside"
      style={{ display: 'flex', gap: 28, flexWrap: 'wrap', marginBottom: 12, alignItems: 'center' }}
      aria-label="人均用地"
    >
      <div>
        <div className="sub">人均养老用地（要求不低于 {perPerson.wanted} 平方米）</div>
        {perPerson.value === null ? (
          <b className="amber">还没有定下按哪些人计算</b>
        ) : (
          <b>
            {perPerson.squareMetres.toLocaleString()} ㎡ ÷ {perPerson.population?.toLocaleString()} 人 = {perPerson.value} ㎡{' '}
            <StateTag tone={perPerson.met ? 'pine' : 'amber'}>{perPerson.met ? '达到' : '没有达到'}</StateTag>
          </b>
        )}
        {perPerson.base && <div className="xs">人口口径：{perPerson.base}</div>}
      </div>
      {years.map((year) => (
        <div key={year.year}>
          <div className="sub">{year.year} 年</div>
          计划 {year.planned.toLocaleString()} ㎡，供应 {year.supplied.toLocaleString()} ㎡
        </div>
      ))}
      {may && (
        <ActButton
          line={setLandPopulation}
          button="定下人口口径"
          initial={{ population: perPerson.population ?? undefined, base: perPerson.base }}
          fields={[
            { name: 'population', label: '人口', kind: 'number', required: true },
            {
              name: 'base',
              label: '口径和来源',
              required: true,
              note: '文件没有写明按哪些人计算，例如：2025 年末常住人口，统计公报。',
            },
          ]}
          input={({ population, base }, id) => ({ body: { id, population, base } })}
        />
      )}
    </section>
  )
}

function Acts() {
  const me = useMe()
  return (
    <>
      <ActButton
        line={recordPlot}
        button="登记地块"
        initial={{ state: 'planned', plannedYear: Number(me.today.slice(0, 4)) }}
        fields={[
          { name: 'name', label: '地块', required: true },
          { name: 'area', label: '所在镇街、村社', control: <AreaField label="所在镇街、村社" />, required: true },
          { name: 'kind', label: '用地种类', kind: 'select', required: true, options: optionsOf(LAND_KINDS) },
          { name: 'squareMetres', label: '面积（平方米）', kind: 'number', required: true },
          { name: 'state', label: '状态', kind: 'select', required: true, options: optionsOf(LAND_STATES) },
          { name: 'plannedYear', label: '计划年度', kind: 'number' },
          { name: 'suppliedOn', label: '供地日期', kind: 'day' },
          { name: 'document', label: '文件' },
          { name: 'adjustments', label: '准予的调整', kind: 'long', note: '单位面积、消防审查等调整，各写依据。' },
        ]}
        input={({ document = '', adjustments = '', suppliedOn, ...values }, id) => ({
          body: { id, document, adjustments, ...(suppliedOn && { suppliedOn }), ...values } as never,
        })}
      />
      <ActButton
        line={requestLand}
        button="登记用地申请"
        primary
        initial={{ askedOn: me.today, way: 'allotment' }}
        fields={[
          { name: 'applicant', label: '申请单位', required: true },
          { name: 'registration', label: '登记证书上的统一社会信用代码', required: true },
          { name: 'area', label: '所在镇街、村社', control: <AreaField label="所在镇街、村社" />, required: true },
          { name: 'squareMetres', label: '面积（平方米）', kind: 'number', required: true },
          { name: 'way', label: '方式', kind: 'select', required: true, options: optionsOf(LAND_WAYS) },
          { name: 'askedOn', label: '申请日期', kind: 'day', required: true },
        ]}
        input={(values, id) => ({ body: { id, ...values } as never })}
      />
    </>
  )
}

function Requests() {
  const may = useMay('facilities.decide')
  const query = { page: 1, size: 20, state: 'all' as const }
  const { data, isFetching, error } = useRead(listLandRequests, { query })
  const columns: TableColumnsType<Request> = [
    {
      title: '申请单位',
      dataIndex: 'applicant',
      render: (name: string, row) => (
        <>
          <b>{name}</b>
          <div className="xs">{row.registration}</div>
        </>
      ),
    },
    { title: '所在地', dataIndex: 'place' },
    { title: '面积', dataIndex: 'squareMetres', align: 'right', render: (area: number) => `${area.toLocaleString()} ㎡` },
    { title: '方式', dataIndex: 'way', render: (way: string) => LAND_WAYS[way] },
    { title: '申请日', dataIndex: 'askedOn' },
    { title: '民政', render: (_: unknown, row) => opinion(row.civilAffairs, row.civilAffairsBy, row.civilAffairsNote) },
    { title: '规划', render: (_: unknown, row) => opinion(row.planning, row.planningBy, row.planningNote) },
    { title: '办理到', dataIndex: 'state', render: (state: string) => LAND_REQUEST_STATES[state] },
    {
      title: '',
      render: (_: unknown, row) =>
        may && (row.state === 'civil-affairs' || row.state === 'planning') && <Opinion row={row} side={row.state} />,
    },
  ]
  return (
    <ListPage<Request>
      columns={columns}
      rows={data?.rows}
      total={data?.total ?? 0}
      page={1}
      size={20}
      rowKey="id"
      loading={isFetching}
      error={error}
      sheet={{ line: listLandRequests, input: { query } }}
      empty="还没有用地申请。"
      onPage={() => {}}
      filters={<b>用地申请</b>}
    />
  )
}

const opinion = (said: string | null, by: string, note: string) =>
  said ? `${said === 'agree' ? '同意' : '不同意'}，${by}：${note}` : ''

function Opinion({ row, side }: { row: Request; side: 'civil-affairs' | 'planning' }) {
  return (
    <ActButton
      line={giveOpinion}
      button={side === 'planning' ? '登记规划意见' : '登记民政意见'}
      small
      initial={{ opinion: 'agree' }}
      fields={[
        {
          name: 'opinion',
          label: '意见',
          kind: 'select',
          required: true,
          options: [
            { value: 'agree', label: '同意' },
            { value: 'refuse', label: '不同意' },
          ],
        },
        { name: 'note', label: '理由或来文', kind: 'long', required: true },
      ]}
      input={(values, id) => ({ params: { id: row.id }, body: { id, side, opinion: values.opinion, note: values.note } })}
    />
  )
}
