// 任务: who must do what by when, and what the registers say of it.
import type { ReplyOf } from '@songhe/basics/contract'
import { ActButton } from '@songhe/ui/act-button'
import { Citation } from '@songhe/ui/citation'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Link } from '@tanstack/react-router'
import { Input, Select, type TableColumnsType } from 'antd'
import { checkTasks, listTasks, recordTask } from '../../contract/tasks.ts'
import { Places } from './places.tsx'
import { TaskWord } from './task-words.tsx'

type Row = ReplyOf<typeof listTasks>['rows'][number]
const START = { page: 1, size: 20, state: 'all', q: undefined as string | undefined, department: undefined as string | undefined }
const STATES = {
  all: '全部',
  'to-confirm': '历史、待确认',
  running: '在办',
  overdue: '已逾期',
  soon: '将到期',
  met: '已达到',
  'evidence-missing': '待定证据',
  flagged: '部门待认定',
  past: '已归档',
}

const columns: TableColumnsType<Row> = [
  { title: '序号', dataIndex: 'number' },
  {
    title: '任务',
    dataIndex: 'title',
    render: (title: string, row) => (
      <Link to={`/tasks/${row.id}` as never}>
        <b>{title}</b>
      </Link>
    ),
  },
  { title: '牵头', dataIndex: 'lead', render: (lead: string) => lead || <span className="amber">未定</span> },
  {
    title: '责任部门',
    dataIndex: 'helpers',
    render: (helpers: string[], row) => (
      <span title={helpers.join('、')}>
        {helpers.slice(0, 3).join('、')}
        {helpers.length > 3 && ` 等 ${helpers.length} 个`} {row.flags > 0 && <StateTag tone="amber">有重复</StateTag>}
      </span>
    ),
  },
  { title: '期限', dataIndex: 'dueOn', render: (due: string | null) => <span className="keep">{due ?? '没有写'}</span> },
  { title: '情形', render: (_: unknown, row) => <TaskWord {...row} /> },
  { title: '依据', render: (_: unknown, row) => <Citation document={row.documentTitle} clause={row.clause} /> },
]

export function TasksPage() {
  const [state, change] = useListState(START)
  const { data, isFetching, error } = useRead(listTasks, { query: state as never })
  const may = useMay('tasks.write')
  return (
    <>
      <PageTitle
        title="任务"
        acts={
          may && (
            <>
              <Link to={'/imports' as never}>导入分工表</Link>
              <ActButton line={checkTasks} button="重新核对" fields={[]} input={(_values, id) => ({ body: { id } })}>
                <p>按已确认的证据逐项查台账。每天早上会自动核对一次。</p>
              </ActButton>
              <Record />
            </>
          )
        }
      >
        <span className="sub">是否达到由台账说，不由人填。</span>
      </PageTitle>
      <Places at="/tasks" />
      <ListPage<Row>
        columns={columns}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="id"
        loading={isFetching}
        error={error}
        sheet={{ line: listTasks, input: { query: state } }}
        empty="没有这样的任务。"
        onPage={(page, size) => change({ page, size })}
        filters={
          <>
            <Select
              aria-label="情形"
              value={state.state}
              onChange={(value) => change({ state: value })}
              style={{ minWidth: 140 }}
              options={Object.entries(STATES).map(([value, label]) => ({ value, label }))}
            />
            <Input.Search
              aria-label="任务、部门"
              placeholder="任务、部门"
              defaultValue={state.q}
              allowClear
              style={{ width: 220 }}
              onSearch={(q) => change({ q })}
            />
          </>
        }
      />
    </>
  )
}

function Record() {
  return (
    <ActButton
      line={recordTask}
      button="登记任务"
      primary
      fields={[
        { name: 'document', label: '文件（文号）', required: true },
        { name: 'clause', label: '条款', required: true, note: '照政策文件库里的写法，例如 四（二）。' },
        { name: 'number', label: '序号', required: true },
        { name: 'title', label: '任务', required: true },
        { name: 'lead', label: '牵头单位', note: '文件没有写的可以不填，以后再定。' },
        { name: 'responsible', label: '责任部门', kind: 'long', required: true, note: '用顿号隔开；“各镇街”会列到每个镇街。' },
        { name: 'dueOn', label: '完成时限', kind: 'day' },
      ]}
      input={({ lead = '', dueOn, ...values }, id) => ({ body: { id, lead, ...values, ...(dueOn && { dueOn }) } as never })}
    />
  )
}
