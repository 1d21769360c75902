// 互斥表: every two benefits, may they be drawn together, and who says so.
import { Citation } from '@songhe/ui/citation'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { WideTable } from '@songhe/ui/wide-table'
import { Link } from '@tanstack/react-router'
import { exclusionMatrix } from '../../contract-lab.ts'

export function PairsPage() {
  const { data, error, isPending } = useRead(exclusionMatrix, {})
  const title = (programme: string) => data?.programmes.find((one) => one.programme === programme)?.title ?? programme
  const stays = (keep: string) => (keep === 'higher' || keep === '就高' ? '发高的一项' : `发${title(keep)}`)
  const rows = [...(data?.pairs ?? [])].sort((a, b) => Number(b.verdict === 'ask') - Number(a.verdict === 'ask'))
  return (
    <>
      <PageTitle title="互斥表" acts={<Link to={'/benefits/lab' as string}>政策实验室</Link>}>
        <span className="sub">
          每两项待遇能不能一起享受。没有依据的不猜：先两项都发，等有权的部门答复后在政策页补上条款。
          {data && data.open > 0 && ` 还有 ${data.open} 对待问。`}
        </span>
      </PageTitle>
      <ProblemNote error={error} />
      <section className="card">
        <WideTable
          rowKey={(row) => row.between.join('/')}
          loading={isPending}
          dataSource={rows}
          pagination={false}
          locale={{ emptyText: '现在只有不到两项待遇在发，没有要对照的。' }}
          columns={[
            { title: '一项', render: (_, row) => title(row.between[0]!) },
            { title: '另一项', render: (_, row) => title(row.between[1]!) },
            {
              title: '同时符合时',
              render: (_, row) =>
                row.verdict === 'ask' ? (
                  <StateTag tone="amber">没有依据，待问</StateTag>
                ) : row.verdict === 'both' ? (
                  <StateTag tone="pine">两项都发</StateTag>
                ) : (
                  <>
                    <StateTag tone="sky">只发一项</StateTag> {row.keep && stays(row.keep)}
                  </>
                ),
            },
            {
              title: '依据',
              render: (_, row) => (row.document ? <Citation document={row.document} clause={row.clause ?? ''} /> : '—'),
            },
            { title: '说明', dataIndex: 'reason' },
          ]}
        />
      </section>
    </>
  )
}
