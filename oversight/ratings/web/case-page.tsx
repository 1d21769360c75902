// One case: the grade and what it stands on first, scores beside the standard, what is missing to the next grade; at the side what was said against it.
import type { ReplyOf } from '@songhe/basics/contract'
import { Card } from '@songhe/facilities/web-door'
import { Citation } from '@songhe/ui/citation'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { Link, useParams } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { showCase } from '../contract/cases.ts'
import { SCHEMES } from '../contract/shapes.ts'
import { CaseActs, CaseDecision } from './case-acts.tsx'
import { ChallengesCard, ChangesCard } from './case-after.tsx'
import { ScoresCard } from './scores-card.tsx'
import { Places } from './places.tsx'
import { CaseWord, ExampleTag, IN_TEXT, isOver, until } from './words.tsx'

export type File = ReplyOf<typeof showCase>

export function CasePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: file, error } = useRead(showCase, { params: { id } })
  if (error) return <ProblemNote error={error} />
  if (!file) return <Skeleton active />
  return (
    <>
      <PageTitle title={file.facilityName} acts={<CaseActs file={file} />}>
        <div>
          <CaseWord state={file.state} open={file.open} over={isOver(file.noticeTo)} /> {file.grade && <b>{file.grade}</b>}{' '}
          <ExampleTag example={file.example} />　{file.kindTitle}　{file.place}
          <div className="sub">
            <Link style={IN_TEXT} to={`/ratings/rounds/${file.round}` as never}>
              {file.roundTitle}
            </Link>
            （{SCHEMES[file.scheme]}），
            {file.appliedOn} {file.appliedBy} 登记申请
            {file.operator && `，${file.operator} 运营`}，
            <Link style={IN_TEXT} to={`/facilities/${file.facility}` as never}>
              打开设施
            </Link>
          </div>
        </div>
      </PageTitle>
      <Places at="/ratings/cases" />
      {file.returnedReason && file.state === 'applied' && (
        <p className="problem" style={{ marginBottom: 10 }}>
          退回重评：{file.returnedReason}
        </p>
      )}
      <div className="person-grid">
        <div style={{ display: 'grid', gap: 12 }}>
          <ResultCard file={file} />
          <ScoresCard file={file} />
        </div>
        <aside style={{ display: 'grid', gap: 12 }} aria-label="异议、申诉和变动">
          <ChallengesCard file={file} />
          <ChangesCard file={file} />
        </aside>
      </div>
      <CaseDecision file={file} />
    </>
  )
}

const BY = { self: '按自评', evaluator: '按第三方评分', review: '按复评' } as const

function ResultCard({ file }: { file: File }) {
  const { grading } = file
  return (
    <Card title="等级和差距" act={<Citation document={file.standard.document} clause={file.standard.clause} />}>
      {file.decidedOn && (
        <p>
          {file.decidedOn} {file.decidedBy} 决定：<b>{file.grade || '未达等级'}</b>，{file.decision}
          {file.noticeFrom && `，公示 ${file.noticeFrom} 至 ${file.noticeTo}`}
          {file.validFrom && `，有效期 ${file.validFrom} 至 ${until(file.validTo)}`}
          {file.closedReason && `；${file.closedReason}`}
        </p>
      )}
      {!grading && <p className="sub">还没有评分。</p>}
      {grading && file.gradedBy && (
        <>
          <p>
            {BY[file.gradedBy]}，总分 <b className="num">{grading.total}</b> / {grading.full}，
            {grading.outcome === 'missing' ? '还不能定等级：' : grading.grade ? '达到 ' : '没有达到任何等级'}
            <b>{grading.grade}</b>
            {grading.unknown.join('；')}。
            {file.gradedBy === 'self' && <span className="sub">自评只供参考，等级按第三方评分决定。</span>}
          </p>
          <Ladder grading={grading} />
        </>
      )}
    </Card>
  )
}

function Ladder({ grading }: { grading: NonNullable<File['grading']> }) {
  return (
    <ul style={{ marginTop: 8 }}>
      {grading.ladder.map(({ grade, reached, lacks }) => (
        <li
          key={grade}
          style={{ display: 'flex', gap: 12, padding: '5px 0', borderTop: '1px solid var(--line-soft)', flexWrap: 'wrap' }}
        >
          <b style={{ minWidth: 56 }} className={reached ? 'pine' : 'stone'}>
            {grade}
          </b>
          <span style={{ flex: 1, minWidth: 200 }} className={grade === grading.next?.grade ? '' : 'stone'}>
            {reached ? '达到' : lacks.map(({ text }) => text).join('；')}
          </span>
        </li>
      ))}
    </ul>
  )
}
