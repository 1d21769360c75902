// 运营主体: one body under its names, with what it runs; look-alikes wait for a human.
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay } from '@songhe/ui/me'
import { OpenNumber } from '@songhe/ui/open-number'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Checkbox, Input, type TableColumnsType } from 'antd'
import { changeOperator, listOperators, OPERATOR_KINDS, type OperatorRow, registerOperator } from '../contract/operators.ts'
import { ActButton, type ActField, optionsOf } from '@songhe/ui/act-button'
import { Places } from './places.tsx'
import { ExampleTag } from './words.tsx'

const START = { page: 1, size: 20, q: undefined as string | undefined, brand: undefined as string | undefined }

export function OperatorsPage() {
  const [state, change] = useListState(START)
  const { data, isFetching, error } = useRead(listOperators, { query: state as never })
  const may = useMay('facilities.contracts')
  const navigate = useNavigate()
  const columns: TableColumnsType<OperatorRow> = [
    {
      title: '名称',
      dataIndex: 'name',
      render: (name: string, row) => (
        <>
          <b>{name}</b> <ExampleTag example={row.example} />
          {row.names.length > 0 && <div className="xs">又写作 {row.names.join('、')}</div>}
        </>
      ),
    },
    {
      title: '统一社会信用代码',
      dataIndex: 'creditCode',
      render: (code: string) => code || <span className="amber">没有登记</span>,
    },
    {
      title: '性质',
      dataIndex: 'kindTitle',
      render: (title: string, row) => `${title}${row.filedHome ? '，已备案养老机构' : ''}`,
    },
    { title: '品牌', dataIndex: 'brand' },
    {
      title: '运营设施',
      dataIndex: 'facilities',
      align: 'right',
      render: (count: number, row) => (
        <OpenNumber
          label={`${row.name}运营的设施`}
          onOpen={() => navigate({ to: '/facilities', search: { operator: row.id } as never })}
        >
          {count}
        </OpenNumber>
      ),
    },
    {
      title: '合同',
      dataIndex: 'contracts',
      align: 'right',
      render: (count: number, row) => (
        <OpenNumber
          label={`${row.name}的合同`}
          onOpen={() => navigate({ to: '/facilities/contracts', search: { operator: row.id } as never })}
        >
          {count}
        </OpenNumber>
      ),
    },
    {
      title: '疑似重复',
      dataIndex: 'alike',
      render: (count: number) => (count > 0 ? <Link to={'/facilities/operators/alike' as never}>{count} 对待判断</Link> : ''),
    },
    { title: '', render: (_: unknown, row) => may && <Change row={row} /> },
  ]
  return (
    <>
      <PageTitle
        title="运营主体"
        acts={
          <>
            <Link to={'/facilities/operators/alike' as never}>疑似同一主体</Link>
            {may && <Register />}
          </>
        }
      />
      <Places at="/facilities/operators" />
      <ListPage<OperatorRow>
        columns={columns}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="id"
        loading={isFetching}
        error={error}
        sheet={{ line: listOperators, input: { query: state } }}
        empty="还没有登记运营主体。"
        onPage={(page, size) => change({ page, size })}
        filters={
          <>
            <Input.Search
              aria-label="名称、曾用名、信用代码"
              placeholder="名称、曾用名、信用代码"
              defaultValue={state.q}
              allowClear
              style={{ width: 260 }}
              onSearch={(q) => change({ q })}
            />
            <Checkbox
              checked={Boolean(state.brand)}
              onChange={(event) => change({ brand: event.target.checked ? 'true' : undefined })}
            >
              只看品牌
            </Checkbox>
          </>
        }
      />
    </>
  )
}

const FIELDS: readonly ActField[] = [
  { name: 'name', label: '名称', required: true },
  { name: 'creditCode', label: '统一社会信用代码', note: '18 位，会校验。同一代码就是同一主体，不论叫什么名字。' },
  { name: 'kind', label: '性质', kind: 'select', options: optionsOf(OPERATOR_KINDS), note: '不选的按代码判断。' },
  { name: 'legalPerson', label: '法定代表人' },
  { name: 'brand', label: '品牌' },
  { name: 'filedHome', label: '已备案的养老机构', kind: 'check' },
]

function Register() {
  return (
    <ActButton
      line={registerOperator}
      button="登记运营主体"
      primary
      fields={FIELDS}
      input={({ name, creditCode = '', kind, legalPerson = '', brand = '', filedHome = false }, id) => ({
        body: { id, name, creditCode, kind, legalPerson, brand, filedHome },
      })}
    />
  )
}

function Change({ row }: { row: OperatorRow }) {
  return (
    <ActButton
      line={changeOperator}
      button="更正"
      small
      title={`更正：${row.name}`}
      initial={{
        name: row.name,
        creditCode: row.creditCode,
        kind: row.kind,
        legalPerson: row.legalPerson,
        brand: row.brand,
        filedHome: row.filedHome,
      }}
      fields={[...FIELDS, { name: 'reason', label: '理由', kind: 'long', required: true }]}
      input={({ reason, ...values }, id) => ({ params: { id: row.id }, body: { id, reason, ...values } })}
    />
  )
}
