// 责任部门: each body under all its spellings, with how many tasks it leads and helps; spellings taken for it wait for a named officer.
import type { ReplyOf } from '@songhe/basics/contract'
import { ActButton } from '@songhe/ui/act-button'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay } from '@songhe/ui/me'
import { OpenNumber } from '@songhe/ui/open-number'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { useNavigate } from '@tanstack/react-router'
import { Checkbox, type TableColumnsType } from 'antd'
import { decideName, listDepartments } from '../../contract/tasks.ts'
import { Places } from './places.tsx'

type Row = ReplyOf<typeof listDepartments>['rows'][number]
const KINDS: Record<string, string> = {
  body: '',
  'all-towns': '全部镇街',
  towns: '全部乡镇',
  streets: '全部街道',
  'chosen-towns': '由牵头单位指明的镇街',
  open: '没有列出名单的部门',
}

export function DepartmentsPage() {
  const [state, change] = useListState({ page: 1, size: 20, open: undefined as string | undefined })
  const { data, isFetching, error } = useRead(listDepartments, { query: state as never })
  const may = useMay('tasks.decide')
  const navigate = useNavigate()
  const open = (row: Row) => navigate({ to: '/tasks', search: { department: row.id } as never })
  const columns: TableColumnsType<Row> = [
    {
      title: '部门',
      dataIndex: 'name',
      render: (name: string, row) => (
        <>
          <b>{name}</b> <span className="xs">{KINDS[row.kind]}</span>
        </>
      ),
    },
    { title: '职能', dataIndex: 'role' },
    {
      title: '其他写法',
      render: (_: unknown, row) => (
        <span style={{ display: 'inline-flex', gap: 8, flexWrap: 'wrap', alignItems: 'center' }}>
          {row.names.filter((name) => name !== row.name && !row.proposed.includes(name)).join('、')}
          {row.proposed.map((name) => (
            <span key={name}>
              <span className="amber">{name}（待确认）</span>
              {may && <Decide row={row} name={name} />}
            </span>
          ))}
        </span>
      ),
    },
    ...(['leads', 'helps'] as const).map((key) => ({
      title: key === 'leads' ? '牵头任务' : '责任任务',
      dataIndex: key,
      align: 'right' as const,
      render: (count: number, row: Row) => (
        <OpenNumber label={`${row.name}的任务`} onOpen={() => open(row)}>
          {count}
        </OpenNumber>
      ),
    })),
  ]
  return (
    <>
      <PageTitle title="责任部门" />
      <Places at="/tasks/departments" />
      <ListPage<Row>
        columns={columns}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="id"
        loading={isFetching}
        error={error}
        sheet={{ line: listDepartments, input: { query: state } }}
        empty="没有这样的部门。导入任务分工表时会登记。"
        onPage={(page, size) => change({ page, size })}
        filters={
          <Checkbox
            checked={Boolean(state.open)}
            onChange={(event) => change({ open: event.target.checked ? 'true' : undefined })}
          >
            写法待确认
          </Checkbox>
        }
      />
    </>
  )
}

function Decide({ row, name }: { row: Row; name: string }) {
  return (['same', 'different'] as const).map((verdict) => (
    <ActButton
      key={verdict}
      line={decideName}
      button={verdict === 'same' ? '同一部门' : '另一部门'}
      quiet
      title={`“${name}”与“${row.name}”${verdict === 'same' ? '是同一部门' : '不是同一部门'}`}
      fields={[{ name: 'reason', label: '理由', kind: 'long', required: true }]}
      input={({ reason }, id) => ({ body: { id, name, verdict, reason } })}
    />
  ))
}
