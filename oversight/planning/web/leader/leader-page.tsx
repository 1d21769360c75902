// 一页纸: one sheet of the questions a leader really asks. Every number opens its names; no cards, no glass; one A4 page when printed.
import type { ReplyOf } from '@songhe/basics/contract'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Link } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { showLeader } from '../../contract/leader.ts'
import { NumberPlaces } from '../number-places.tsx'
import { Opens } from '../opens.tsx'
import '../planning.css'
import { LeaderBeds, LeaderElders, LeaderMoney, LeaderWaiting } from './leader-blocks.tsx'
import { LeaderCoverage } from './leader-coverage.tsx'
import { LeaderIndicators } from './leader-indicators.tsx'

export type Sheet = ReplyOf<typeof showLeader>

export function LeaderPage() {
  const { data: sheet, error } = useRead(showLeader, {})
  if (error) return <ProblemNote error={error} />
  if (!sheet) return <Skeleton active />
  return (
    <article className="leader">
      <header>
        <h1>{`${sheet.district}养老工作一页纸`}</h1>
        <StateTag>{sheet.asOf ? `数据到 ${sheet.asOf}` : '还没有汇总'}</StateTag>
        {sheet.demo && <StateTag tone="sky">演示数据</StateTag>}
        <div className="acts">
          <Link to={'/planning/compare' as never} className="link-button">
            和其他区县比
          </Link>
          <Button type="primary" onClick={() => window.print()}>
            打印 A4 一页
          </Button>
        </div>
      </header>
      <NumberPlaces at="/planning" />
      {sheet.headline.length > 0 && (
        <p className="headline">
          {sheet.headline.map(({ said, path, late }) => (
            <span key={said} className={late ? 'red' : ''}>
              <Opens path={path}>{said}</Opens>
            </span>
          ))}
        </p>
      )}
      <div className="columns">
        <div>
          {sheet.coverage ? <LeaderCoverage coverage={sheet.coverage} /> : <LeaderElders sheet={sheet} />}
          {!sheet.coverage && <LeaderBeds sheet={sheet} />}
          {!sheet.coverage && <LeaderWaiting />}
        </div>
        <div>
          <LeaderMoney sheet={sheet} />
          {sheet.coverage && <LeaderBeds sheet={sheet} />}
          {sheet.coverage && <LeaderElders sheet={sheet} />}
          {sheet.coverage && <LeaderWaiting />}
        </div>
        <div>
          <LeaderIndicators sheet={sheet} />
        </div>
      </div>
      <footer>
        <span>点任何带点线的数，看名单、定义和当时的记录。本页由登记数据算出，没有人填报。</span>
        <span>没有来源的指标写“无来源”，不当作零。</span>
      </footer>
    </article>
  )
}
