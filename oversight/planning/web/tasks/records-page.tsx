// The records that one piece of evidence counts, each opening where it is kept.
import type { ReplyOf } from '@songhe/basics/contract'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { Link, useParams } from '@tanstack/react-router'
import type { TableColumnsType } from 'antd'
import { listEvidenceRecords, showTask } from '../../contract/tasks.ts'
import { Places } from './places.tsx'

type Row = ReplyOf<typeof listEvidenceRecords>['rows'][number]
const columns: TableColumnsType<Row> = [
  { title: '名称', dataIndex: 'name', render: (name: string, row) => <Link to={row.path as never}>{name || '打开'}</Link> },
  { title: '所在地', dataIndex: 'place' },
  { title: '类别', dataIndex: 'split' },
  { title: '日期', dataIndex: 'day' },
  { title: '数量', dataIndex: 'value', align: 'right' },
]

export function RecordsPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const [state, change] = useListState({ page: 1, size: 20, evidence: undefined as string | undefined })
  const task = useRead(showTask, { params: { id } }).data
  const piece = task?.evidence.find((one) => one.id === state.evidence) ?? task?.evidence[0]
  const input = { params: { id, evidence: piece?.id ?? id }, query: { page: Number(state.page), size: Number(state.size) } }
  const { data, isFetching, error } = useRead(listEvidenceRecords, input, { enabled: piece !== undefined })
  return (
    <>
      <PageTitle title={piece ? `${piece.title}${piece.splitTitle && `：${piece.splitTitle}`}` : '证据记录'}>
        {task && (
          <Link to={`/tasks/${id}` as never}>
            {task.number}　{task.title}
          </Link>
        )}
      </PageTitle>
      <Places at="/tasks" />
      <ListPage<Row>
        columns={columns}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="object"
        loading={isFetching}
        error={error}
        {...(piece && { sheet: { line: listEvidenceRecords, input } })}
        empty="台账里没有这样的记录。"
        onPage={(page, size) => change({ page, size })}
      />
    </>
  )
}
