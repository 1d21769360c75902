// What was handed in: choose a sheet and a file above, every earlier import below.
import type { ImportRow } from '@songhe/kernel/sheets/contract'
import { listImports } from '@songhe/kernel/sheets/contract'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { Link } from '@tanstack/react-router'
import type { TableColumnsType } from 'antd'
import { count, ImportState, momentOf } from './import-words.tsx'
import { UploadSheet } from './upload-sheet.tsx'

const number = (title: string, dataIndex: keyof ImportRow) => ({
  title,
  dataIndex,
  align: 'right' as const,
  render: (value: number | null) => count(value) || '—',
})

const columns: TableColumnsType<ImportRow> = [
  {
    title: '文件',
    dataIndex: 'fileName',
    render: (name: string, row) => (
      <Link to={`/imports/${row.id}` as never}>
        <b>{name}</b>
      </Link>
    ),
  },
  { title: '表', dataIndex: 'sheetTitle' },
  { title: '状态', dataIndex: 'state', render: (state: ImportRow['state']) => <ImportState state={state} /> },
  number('行数', 'rowsIn'),
  number('可导入', 'accepted'),
  { ...number('退回', 'rejected'), render: (n: number | null) => (n ? <b className="amber">{count(n)}</b> : count(n) || '—') },
  number('新增', 'added'),
  number('更新', 'changed'),
  number('没有变化', 'unchanged'),
  { title: '经办', dataIndex: 'startedBy' },
  { title: '上传时间', dataIndex: 'startedAt', render: momentOf },
]

export function ImportsPage() {
  const [state, change] = useListState({ page: 1, size: 20 })
  const { data, isFetching, error } = useRead(listImports, { query: state as never })
  const may = useMay('sheets.import')
  const mayOpen = useMay('open-export.read')
  return (
    <>
      <PageTitle title="导入导出" acts={mayOpen && <Link to={'/open-exports' as string}>开放导出（全部资料）</Link>}>
        <span className="sub">导出：在各列表右上角按“导出本表”</span>
      </PageTitle>
      {may && <UploadSheet />}
      <ListPage<ImportRow>
        columns={columns}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="id"
        loading={isFetching && !data}
        error={error}
        empty="还没有导入过表格。"
        onPage={(page, size) => change({ page, size })}
      />
    </>
  )
}
