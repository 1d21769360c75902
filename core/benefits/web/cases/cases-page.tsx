// 办件查询: any case by its number or state, and in whose hands it is.
import type { ReplyOf } from '@songhe/basics/contract'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Link } from '@tanstack/react-router'
import { Input, Select, type TableColumnsType } from 'antd'
import { CASE_STATES, findCases } from '../../contract-cases.ts'

type Row = ReplyOf<typeof findCases>['rows'][number]
const columns: TableColumnsType<Row> = [
  {
    title: '办件号',
    dataIndex: 'number',
    render: (number: string, row) => <Link to={`/cases/${row.id}` as string}>{number}</Link>,
  },
  {
    title: '姓名',
    dataIndex: 'name',
    render: (name: string, row) => (
      <Link to={`/people/${row.person}` as string}>
        <b>{name}</b>
      </Link>
    ),
  },
  { title: '项目', dataIndex: 'programmeTitle' },
  { title: '状态', dataIndex: 'stateTitle', render: (title: string) => <StateTag>{title}</StateTag> },
  { title: '在谁手里', dataIndex: 'holder', render: (holder: string) => holder || '已办结' },
  { title: '应办结', dataIndex: 'dueOn', render: (day: string | null) => day ?? '' },
  { title: '发起', dataIndex: 'openedAt', render: (at: string) => at.slice(0, 10) },
]

export function CasesPage() {
  const [state, change] = useListState({
    page: 1,
    size: 20,
    number: undefined as string | undefined,
    state: undefined as string | undefined,
  })
  const input = { query: state as never }
  const found = useRead(findCases, input)
  return (
    <>
      <PageTitle title="办件查询" acts={<Link to={'/desk' as string}>工作台</Link>} />
      <ListPage
        columns={columns}
        rows={found.data?.rows}
        total={found.data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="id"
        loading={found.isFetching}
        error={found.error}
        empty="没有符合条件的办件。"
        sheet={{ line: findCases, input }}
        onPage={(page, size) => change({ page, size })}
        filters={
          <>
            <Input.Search
              aria-label="办件号"
              placeholder="办件号，或其中几位"
              defaultValue={state.number}
              allowClear
              style={{ width: 240 }}
              onSearch={(number) => change({ number: number || undefined })}
            />
            <Select
              aria-label="状态"
              placeholder="全部状态"
              allowClear
              style={{ minWidth: 130 }}
              value={state.state}
              options={Object.entries(CASE_STATES).map(([value, label]) => ({ value, label }))}
              onChange={(value) => change({ state: value })}
            />
          </>
        }
      />
    </>
  )
}
