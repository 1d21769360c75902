// 十五分钟圈外的老人, by village: parameters in the open, estimated points said to be estimates.
import type { ReplyOf } from '@songhe/basics/contract'
import { AreaPicker } from '@songhe/registry/web-door'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { Link } from '@tanstack/react-router'
import { Select, type TableColumnsType } from 'antd'
import { BASIS_LABELS, listOutside, setCircle } from '../contract/circle.ts'
import { ActButton } from '@songhe/ui/act-button'
import { Places } from './places.tsx'

type Reply = ReplyOf<typeof listOutside>
type Row = Reply['rows'][number]
const START = { page: 1, size: 20, show: 'outside', area: undefined as number | undefined }

const columns: TableColumnsType<Row> = [
  { title: '镇街', dataIndex: 'town' },
  { title: '村社', dataIndex: 'name' },
  { title: '60 岁以上老人', dataIndex: 'elders', align: 'right' },
  {
    title: '最近的中心、站、点',
    render: (_: unknown, row) =>
      row.nearest ? <Link to={`/facilities/${row.nearest.id}` as never}>{row.nearest.name}</Link> : '没有点位',
  },
  {
    title: '估算路程',
    dataIndex: 'metres',
    align: 'right',
    render: (metres: number | null) => (metres === null ? '' : `${metres.toLocaleString()} 米`),
  },
  {
    title: '估算步行',
    dataIndex: 'minutes',
    align: 'right',
    render: (minutes: number | null) => (minutes === null ? '' : `${minutes} 分钟`),
  },
  { title: '点位', dataIndex: 'basis', render: (basis: string) => BASIS_LABELS[basis] },
]

export function CirclePage() {
  const [state, change] = useListState(START)
  const { data, isFetching, error } = useRead(listOutside, { query: state as never })
  const may = useMay('facilities.figures')
  return (
    <>
      <PageTitle title="十五分钟圈" acts={may && data && <Parameters parameters={data.parameters} />}>
        {data && <Method data={data} />}
      </PageTitle>
      <Places at="/facilities/circle" />
      {data && (
        <section
          className="card inside"
          style={{ display: 'flex', gap: 28, flexWrap: 'wrap', marginBottom: 12 }}
          aria-label="老人"
        >
          {(
            [
              ['圈外老人', data.elders.outside],
              ['圈内老人', data.elders.inside],
              ['没有点位、算不出', data.elders.unknown],
              ['其中两端都是实测点', data.surely],
            ] as const
          ).map(([label, count]) => (
            <div key={label}>
              <div className="sub">{label}</div>
              <b>{count.toLocaleString()} 人</b>
            </div>
          ))}
        </section>
      )}
      <ListPage<Row>
        columns={columns}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="area"
        loading={isFetching}
        error={error}
        sheet={{ line: listOutside, input: { query: state } }}
        empty="没有符合条件的村社。"
        onPage={(page, size) => change({ page, size })}
        filters={
          <>
            <Select
              aria-label="看哪些"
              value={state.show}
              onChange={(show) => change({ show })}
              style={{ minWidth: 120 }}
              options={[
                { value: 'outside', label: '圈外的村社' },
                { value: 'inside', label: '圈内的村社' },
                { value: 'unknown', label: '算不出的' },
                { value: 'all', label: '全部' },
              ]}
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

function Method({ data }: { data: Reply }) {
  const { minutes, metresPerMinute, detourPercent } = data.parameters
  return (
    <span className="sub">
      直线距离 × {(detourPercent / 100).toFixed(2)} ÷ 每分钟 {metresPerMinute} 米，不超过 {minutes}{' '}
      分钟为圈内。没有道路和坡度资料前只是估算，不作达标依据。
    </span>
  )
}

function Parameters({ parameters }: { parameters: Reply['parameters'] }) {
  return (
    <ActButton
      line={setCircle}
      button="改算法参数"
      initial={parameters}
      fields={[
        { name: 'minutes', label: '几分钟以内算圈内', kind: 'number', required: true },
        { name: 'metresPerMinute', label: '老人每分钟走几米', kind: 'number', required: true },
        { name: 'detourPercent', label: '道路比直线长，百分之几（140 即 1.4 倍）', kind: 'number', required: true },
        { name: 'reason', label: '依据', kind: 'long', required: true },
      ]}
      input={({ minutes, metresPerMinute, detourPercent, reason }, id) => ({
        body: { id, minutes, metresPerMinute, detourPercent, reason },
      })}
    />
  )
}
