// One month as the second person sees it: why different, made of what, what is unusual, then the lines, then the one decision.
import { PageTitle } from '@songhe/ui/page-title'
import { Panel } from '@songhe/ui/panel'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { showRun } from '../../contract-month.ts'
import { RunReversals } from '../settle/run-reversals.tsx'
import { BankFiles } from './bank-files.tsx'
import { monthTitle, RUN_STATES } from './month-words.ts'
import { DifferenceCard, ExceptionsCard, ProgrammesCard } from './run-cards.tsx'
import { RunDecision } from './run-decision.tsx'
import { type LineRow, RunLines } from './run-lines.tsx'
import { RunSteps } from './run-steps.tsx'

export function RunPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const navigate = useNavigate()
  const run = useRead(showRun, { params: { id } })
  const [reason, setReason] = useState<string>()
  const [asked, setAsked] = useState<LineRow>()
  if (run.error) return <ProblemNote error={run.error} />
  if (!run.data) return <p className="sub">正在打开…</p>
  const view = run.data
  const state = RUN_STATES[view.state]
  return (
    <>
      <PageTitle
        title={`${monthTitle(view.month)}发放`}
        acts={
          <>
            <Link to="/benefits/months">全部批次</Link>
            <Link to="/benefits/months/$id/print" params={{ id }}>
              打印花名册（A4，签字栏）
            </Link>
          </>
        }
      >
        <StateTag tone={state?.[1] ?? 'stone'}>{state?.[0]}</StateTag>
        <span className="xs">
          校验 {view.digest.slice(0, 4)}…{view.digest.slice(-4)}，判定 {view.persons.toLocaleString()} 人，用时{' '}
          {(view.computeMs / 1000).toFixed(1)} 秒
        </span>
        {view.packs.some((pack) => pack.example) && <StateTag tone="sky">含示例金额</StateTag>}
      </PageTitle>
      <RunSteps run={view} />
      <div
        className="run-cards"
        style={{ display: 'grid', gap: 14, gridTemplateColumns: 'repeat(auto-fit, minmax(300px, 1fr))', margin: '14px 0' }}
      >
        <DifferenceCard run={view} onReason={setReason} />
        <ProgrammesCard run={view} />
        <ExceptionsCard run={view} />
      </div>
      <BankFiles run={view} />
      <RunReversals run={view} />
      <RunLines run={view} reason={reason} onReason={setReason} onExplain={setAsked} />
      <RunDecision run={view} />
      <Panel
        name="explain"
        line={asked && { run: id, person: asked.person, programme: asked.programme, kind: asked.kind, forMonth: asked.forMonth }}
        close={() => setAsked(undefined)}
        openPerson={(person: string) => void navigate({ to: `/people/${person}` })}
      />
    </>
  )
}
