// 运营合同: those that end soon first, late reports in plain sight.
import type { ReplyOf } from '@songhe/basics/contract'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay, useMe } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { StateTag, type Tone } from '@songhe/ui/state-tag'
import { Link } from '@tanstack/react-router'
import { Checkbox, Select, type TableColumnsType } from 'antd'
import { CONTRACT_MODES, CONTRACT_STATES, listContracts, listSelections, signContract } from '../contract/contracts.ts'
import { listOperators } from '../contract/operators.ts'
import { listFacilities } from '../contract/register.ts'
import { ActButton, optionsOf } from '@songhe/ui/act-button'
import { Places } from './places.tsx'
import { ExampleTag } from './words.tsx'

type Row = ReplyOf<typeof listContracts>['rows'][number]
const START = {
  page: 1,
  size: 20,
  state: 'current',
  operator: undefined as string | undefined,
  late: undefined as string | undefined,
}
const TONES: Record<string, Tone> = { running: 'pine', soon: 'amber', overdue: 'red', coming: 'sky' }

export const ContractWord = ({ row }: { row: Pick<Row, 'state' | 'days'> }) => (
  <StateTag tone={TONES[row.state] ?? 'stone'}>
    {CONTRACT_STATES[row.state]}
    {row.state === 'soon' && `，还有 ${row.days} 天`}
    {row.state === 'overdue' && `，过 ${-row.days} 天`}
  </StateTag>
)

const columns: TableColumnsType<Row> = [
  {
    title: '合同',
    dataIndex: 'number',
    render: (number: string, row) => (
      <>
        <Link to={`/facilities/contracts/${row.id}` as never}>
          <b>{number || '（没有编号）'}</b>
        </Link>{' '}
        <ExampleTag example={row.example} />
      </>
    ),
  },
  { title: '运营主体', render: (_: unknown, row) => row.operator.name },
  { title: '委托方', dataIndex: 'entrustedBy' },
  { title: '方式', dataIndex: 'modeTitle' },
  {
    title: '设施',
    align: 'right',
    render: (_: unknown, row) => <Link to={`/facilities/contracts/${row.id}` as never}>{row.facilities} 处</Link>,
  },
  { title: '起止', render: (_: unknown, row) => `${row.from} 至 ${row.to}` },
  { title: '状态', render: (_: unknown, row) => <ContractWord row={row} /> },
  {
    title: '报告',
    dataIndex: 'lateReports',
    render: (late: number) => (late > 0 ? <span className="red">逾期 {late} 次</span> : '按时'),
  },
]

export function ContractsPage() {
  const [state, change] = useListState(START)
  const { data, isFetching, error } = useRead(listContracts, { query: state as never })
  const may = useMay('facilities.contracts')
  return (
    <>
      <PageTitle title="运营合同" acts={may && <Sign />} />
      <Places at="/facilities/contracts" />
      <ListPage<Row>
        columns={columns}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="id"
        loading={isFetching}
        error={error}
        sheet={{ line: listContracts, input: { query: state } }}
        empty="没有符合条件的合同。"
        onPage={(page, size) => change({ page, size })}
        filters={
          <>
            <Select
              aria-label="状态"
              value={state.state}
              onChange={(value) => change({ state: value })}
              style={{ minWidth: 150 }}
              options={[
                { value: 'current', label: '没有终止的' },
                { value: 'due', label: '到期和将到期' },
                ...optionsOf(CONTRACT_STATES),
                { value: 'all', label: '全部' },
              ]}
            />
            <Checkbox
              checked={Boolean(state.late)}
              onChange={(event) => change({ late: event.target.checked ? 'true' : undefined })}
            >
              报告逾期
            </Checkbox>
          </>
        }
      />
    </>
  )
}

function Sign() {
  const me = useMe()
  const operators = useRead(listOperators, { query: { page: 1, size: 200 } })
  const sites = useRead(listFacilities, { query: { page: 1, size: 200, state: 'running' } as never })
  const selections = useRead(listSelections, { query: { page: 1, size: 50 } })
  return (
    <ActButton
      line={signContract}
      button="登记合同"
      primary
      initial={{ signedOn: me.today, from: me.today, reportMonths: 6, mode: 'public-private' }}
      fields={[
        { name: 'number', label: '合同编号' },
        {
          name: 'operator',
          label: '运营主体',
          kind: 'select',
          required: true,
          options: (operators.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name })),
        },
        { name: 'entrustedBy', label: '委托方', required: true },
        { name: 'mode', label: '方式', kind: 'select', required: true, options: optionsOf(CONTRACT_MODES) },
        { name: 'modeReason', label: '还不能市场化运营的理由', note: '委托敬老院、购买服务时必填。' },
        {
          name: 'facilities',
          label: '设施',
          kind: 'many',
          required: true,
          options: (sites.data?.rows ?? []).map((row) => ({ value: row.id, label: `${row.town} ${row.name}` })),
        },
        {
          name: 'selection',
          label: '比选',
          kind: 'select',
          options: (selections.data?.rows ?? []).map(({ id, title }) => ({ value: id, label: title })),
        },
        { name: 'dutyGroups', label: '优先服务的对象' },
        { name: 'signedOn', label: '签订日期', kind: 'day', required: true },
        { name: 'from', label: '起', kind: 'day', required: true },
        { name: 'to', label: '止（最后一天）', kind: 'day', required: true },
        { name: 'reportMonths', label: '每几个月报告一次', kind: 'number', required: true },
        { name: 'exceptionReason', label: '街道中心由非备案机构运营的理由' },
      ]}
      input={({ number = '', modeReason = '', dutyGroups = '', exceptionReason = '', ...values }, id) => ({
        body: { id, number, modeReason, dutyGroups, exceptionReason, ...(values as { operator: string }) } as never,
      })}
    />
  )
}
