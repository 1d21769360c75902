// Query form above, table below, the total and the pages at its foot.
import { WideTable } from './wide-table.tsx'
import type { TableColumnsType } from 'antd'
import type { ReactNode } from 'react'
import { ExportButton, type ListOnShow } from './export-button.tsx'
import { ProblemNote } from './problem-note.tsx'

interface Props<Row extends object> {
  columns: TableColumnsType<Row>
  rows: readonly Row[] | undefined
  total: number
  page: number
  size: number
  rowKey: keyof Row & string
  loading: boolean
  error?: unknown
  empty: string
  filters?: ReactNode
  onPage(page: number, size: number): void
  /** What was asked for, where the list may be taken away as a table. */
  sheet?: ListOnShow
  selection?: { keys: React.Key[]; onChange(keys: React.Key[]): void }
}

export function ListPage<Row extends object>(props: Props<Row>) {
  const { columns, rows, total, page, size, rowKey, loading, error, empty, filters, onPage, sheet, selection } = props
  return (
    <section className="card">
      {(filters || sheet) && (
        <div className="inside" style={{ display: 'flex', gap: 10, flexWrap: 'wrap', alignItems: 'center' }}>
          {filters}
          {sheet && <ExportButton {...sheet} />}
        </div>
      )}
      <ProblemNote error={error} />
      <WideTable<Row>
        columns={columns}
        dataSource={rows ? [...rows] : []}
        rowKey={rowKey}
        loading={loading}
        size="small"
        locale={{ emptyText: loading ? '正在打开…' : empty }}
        {...(selection && {
          rowSelection: {
            selectedRowKeys: selection.keys,
            onChange: selection.onChange,
            getCheckboxProps: () => ({ 'aria-label': '选择这一行' }) as object,
          },
        })}
        pagination={{
          current: page,
          pageSize: size,
          total,
          showTotal: (all, [from, to]) => `第 ${from}–${to} 条，共 ${all} 条`,
          onChange: onPage,
          showSizeChanger: false,
          hideOnSinglePage: false,
        }}
      />
    </section>
  )
}
