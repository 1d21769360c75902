// One amount on one thread: the tables with their conditions as frozen, the rating and its decision, the kinds of the year, and what else stands under the claim.
import { yuan } from '@songhe/basics/money'
import { Citation } from '@songhe/ui/citation'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { Why } from '@songhe/ui/why'
import { Drawer } from 'antd'
import { explainGrantLine } from '../../contract-grants.ts'
import { instant } from '../month/month-words.ts'

export function LineWhy({ round, facility, onClose }: { round: string; facility: string; onClose(): void }) {
  const { data, error } = useRead(explainGrantLine, { params: { id: round, facility } })
  return (
    <Drawer open title={data ? `${data.name}　${data.title}` : '为什么'} size="large" onClose={onClose}>
      <ProblemNote error={error} />
      {data && (
        <div style={{ display: 'grid', gap: 16 }}>
          <p>
            <b style={{ fontSize: 22 }}>{yuan(data.fen)}</b> 元
            <br />
            {data.reason}
          </p>
          {data.tables.map((table) => (
            <section key={table.pack} aria-label={table.title}>
              <p style={{ display: 'flex', gap: 10, flexWrap: 'wrap' }}>
                <b>{table.title}</b>
                <span className="sub">
                  第{table.version}版 {table.row}
                </span>
                <Citation document={table.document} clause={table.clause} />
              </p>
              <Why items={table.conditions} />
            </section>
          ))}
          <section aria-label="评定">
            <b>评定</b>
            {data.ratings.length === 0 && <p className="sub">判定日没有有效的评定。</p>}
            {data.ratings.map((rating) => (
              <p key={rating.id}>
                {rating.grade}，{rating.validFrom} 起，{rating.decision}，{rating.source}
                {rating.withdrawn && <b>（后来撤回了）</b>}
              </p>
            ))}
          </section>
          <section aria-label="判定时的情况">
            <b>判定时的情况</b>
            <p className="sub">
              判定日 {data.judgedOn}，{instant(data.frozenAt)} 冻结。{data.address && `地址：${data.address}。`}
            </p>
            {data.kinds.map((kind) => (
              <p key={kind.from} className="sub">
                {kind.from} 起{kind.to && `至 ${kind.to}`}：{kind.title}
              </p>
            ))}
          </section>
          {data.claim.length > 0 && (
            <section aria-label="同一处的其他款">
              <b>同一处的其他款</b>
              {data.claim.map((one) => (
                <p key={one.round + one.name}>
                  {one.title} {one.name} {one.grade} {yuan(one.fen)} 元，{one.stateTitle}
                </p>
              ))}
            </section>
          )}
        </div>
      )}
    </Drawer>
  )
}
