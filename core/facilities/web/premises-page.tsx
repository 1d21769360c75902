// 闲置用房: whose rooms, how large, at what price and for how long, and who asks for them.
import type { ReplyOf } from '@songhe/basics/contract'
import { AreaField, AreaPicker } from '@songhe/registry/web-door'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { StateTag, type Tone } from '@songhe/ui/state-tag'
import { Link } from '@tanstack/react-router'
import { Checkbox, Select, type TableColumnsType } from 'antd'
import { listPremises, PREMISES_KINDS, PREMISES_STATES, PRICE_TERMS, registerPremises } from '../contract/premises.ts'
import { ActButton, optionsOf } from '@songhe/ui/act-button'
import { Places } from './places.tsx'

type Row = ReplyOf<typeof listPremises>['rows'][number]
const START = { page: 1, size: 20, state: 'all', area: undefined as number | undefined, misuse: undefined as string | undefined }
const TONES: Record<string, Tone> = { idle: 'stone', requested: 'sky', granted: 'amber', 'in-use': 'pine' }
export const PremisesWord = ({ state }: { state: string }) => (
  <StateTag tone={TONES[state] ?? 'stone'}>{PREMISES_STATES[state]}</StateTag>
)

const columns: TableColumnsType<Row> = [
  {
    title: '名称',
    dataIndex: 'name',
    render: (name: string, row) => (
      <Link to={`/facilities/premises/${row.id}` as never}>
        <b>{name}</b>
      </Link>
    ),
  },
  { title: '所在地', dataIndex: 'place' },
  { title: '产权单位', dataIndex: 'owner' },
  { title: '种类', dataIndex: 'kind', render: (kind: string) => PREMISES_KINDS[kind] },
  { title: '面积', dataIndex: 'floorArea', align: 'right', render: (area: number) => `${area} ㎡` },
  { title: '价格', dataIndex: 'priceTerm', render: (term: string) => PRICE_TERMS[term] },
  {
    title: '最长租期',
    dataIndex: 'longestLeaseMonths',
    align: 'right',
    render: (months: number | null) => (months === null ? '没有写明' : `${months} 个月`),
  },
  {
    title: '状态',
    render: (_: unknown, row) => (
      <>
        <PremisesWord state={row.state} /> {row.requests > 0 && <span className="sub">{row.requests} 份申请</span>}{' '}
        {row.misuse && <StateTag tone="red">用途不符</StateTag>}
      </>
    ),
  },
]

export function PremisesPage() {
  const [state, change] = useListState(START)
  const { data, isFetching, error } = useRead(listPremises, { query: state as never })
  const may = useMay('facilities.premises')
  return (
    <>
      <PageTitle title="闲置用房" acts={may && <Register />} />
      <Places at="/facilities/premises" />
      <ListPage<Row>
        columns={columns}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="id"
        loading={isFetching}
        error={error}
        sheet={{ line: listPremises, input: { query: state } }}
        empty="没有登记闲置用房。"
        onPage={(page, size) => change({ page, size })}
        filters={
          <>
            <Select
              aria-label="状态"
              value={state.state}
              onChange={(value) => change({ state: value })}
              style={{ minWidth: 130 }}
              options={[{ value: 'all', label: '全部' }, ...optionsOf(PREMISES_STATES)]}
            />
            <AreaPicker
              label="镇街、村社"
              value={state.area ? Number(state.area) : undefined}
              onChange={(area) => change({ area })}
            />
            <Checkbox
              checked={Boolean(state.misuse)}
              onChange={(event) => change({ misuse: event.target.checked ? 'true' : undefined })}
            >
              用途不符
            </Checkbox>
          </>
        }
      />
    </>
  )
}

const DETACHED = [
  { value: 'yes', label: '独栋' },
  { value: 'no', label: '部分楼层' },
]

function Register() {
  return (
    <ActButton
      line={registerPremises}
      button="登记用房"
      primary
      fields={[
        { name: 'name', label: '名称', required: true },
        { name: 'area', label: '所在镇街、村社', control: <AreaField label="所在镇街、村社" />, required: true },
        { name: 'address', label: '地址' },
        { name: 'owner', label: '产权单位', required: true },
        { name: 'kind', label: '种类', kind: 'select', required: true, options: optionsOf(PREMISES_KINDS) },
        { name: 'floorArea', label: '面积（平方米）', kind: 'number', required: true },
        { name: 'detached', label: '楼栋', kind: 'select', options: DETACHED, note: '决定改造要哪些材料。' },
        { name: 'priceTerm', label: '价格条件', kind: 'select', required: true, options: optionsOf(PRICE_TERMS) },
        { name: 'longestLeaseMonths', label: '最长租期（月）', kind: 'number' },
        { name: 'uses', label: '可作用途' },
      ]}
      input={({ detached, address = '', uses = '', ...values }, id) => ({
        body: { id, address, uses, ...values, ...(detached && { detached: detached === 'yes' }) } as never,
      })}
    />
  )
}
