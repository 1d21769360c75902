// Golden cases: what each person of an example gets under the published version and under the draft.
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { WideTable } from '@songhe/ui/wide-table'
import { Button } from 'antd'
import { runDraftCases } from '../contract.ts'

interface Props {
  pack: string
  /** There is a draft to compare with. */
  drafted: boolean
  onRemove?: (name: string) => void
}

export function PackCases({ pack, drafted, onRemove }: Props) {
  const run = useRead(runDraftCases, { params: { pack } })
  return (
    <section className="card">
      <div className="inside">
        <b>用例</b>{' '}
        {run.data &&
          (run.data.failed ? (
            <StateTag tone="red">{run.data.failed} 条没通过</StateTag>
          ) : (
            <StateTag tone="pine">{run.data.passed} 条全部通过</StateTag>
          ))}
      </div>
      <ProblemNote error={run.error} />
      <WideTable
        size="small"
        rowKey="case"
        pagination={{ pageSize: 8, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={run.data?.results ?? []}
        loading={run.isPending}
        locale={{ emptyText: '还没有用例。' }}
        columns={[
          { title: '', render: (_, row) => (row.passed ? '✓' : <b className="down">✗</b>) },
          {
            title: '情形',
            render: (_, row) => (
              <>
                {row.case} <span className="xs">{row.on}</span>
                {row.why && <div className="sub">{row.why}</div>}
              </>
            ),
          },
          { title: '应为', dataIndex: 'expected' },
          { title: '已发布', align: 'right', render: (_, row) => row.published ?? '—' },
          ...(drafted
            ? [
                {
                  title: '草稿',
                  align: 'right' as const,
                  render: (_: unknown, row: { draft: string | null; published: string | null }) =>
                    row.draft !== null && row.draft !== row.published ? <b className="sky">{row.draft}</b> : (row.draft ?? '—'),
                },
              ]
            : []),
          ...(onRemove
            ? [
                {
                  title: '',
                  render: (_: unknown, row: { case: string }) => (
                    <Button type="text" size="small" aria-label={`删去用例：${row.case}`} onClick={() => onRemove(row.case)}>
                      删去
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
    </section>
  )
}
