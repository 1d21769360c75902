// The public notice of a round on A4: which sites, which grades, until when anybody may object.
import { useRead } from '@songhe/ui/query'
import { useParams } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { listCases } from '../contract/cases.ts'
import { showRound } from '../contract/rounds.ts'

export function RatingNoticePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const round = useRead(showRound, { params: { id } })
  const cases = useRead(listCases, { query: { page: 1, size: 200, round: id, state: 'notice' } as never })
  if (!round.data || !cases.data) return <Skeleton active />
  const rows = cases.data.rows
  return (
    <article className="printed" style={{ maxWidth: 860, margin: '0 auto', background: '#fff', padding: 16 }}>
      <div className="page-head">
        <h1>{round.data.title}结果公示</h1>
        <div className="acts">
          <Button type="primary" onClick={() => window.print()}>
            打印
          </Button>
        </div>
      </div>
      <p style={{ margin: '10px 0' }}>
        按{round.data.announcement}，依据{round.data.standard.title}（{round.data.standard.document}），
        {rows.length ? `下列 ${rows.length} 处设施的评定结果予以公示。` : '现在没有公示中的结果。'}
        有异议的，请在公示期内向区县民政局提出，写明理由和联系方式。
        {round.data.example && '（本标准含示例数值，仅用于演示。）'}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <section style={{ overflowX: 'auto' }} tabIndex={0} aria-label="公示名单">
        <table className="sheet">
          <thead>
            <tr>
              <th scope="col">序号</th>
              <th scope="col">设施</th>
              <th scope="col">类别</th>
              <th scope="col">所在地</th>
              <th scope="col">总分</th>
              <th scope="col">等级</th>
              <th scope="col">公示到</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={row.id}>
                <td className="num">{i + 1}</td>
                <td>{row.facilityName}</td>
                <td>{row.kindTitle}</td>
                <td>{row.place}</td>
                <td className="num">{row.total}</td>
                <td>{row.grade}</td>
                <td>{row.noticeTo}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </article>
  )
}
