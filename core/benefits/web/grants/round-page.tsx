// One round as the second person sees it: why different, what came out, what is unusual, the bank, every site, then the one decision.
import { yuan } from '@songhe/basics/money'
import { MoneyChange } from '@songhe/ui/money'
import { OpenNumber } from '@songhe/ui/open-number'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { ReplyOf } from '@songhe/basics/contract'
import { diffGrantRound, listGrantExceptions, seeGrantException, showGrantRound } from '../../contract-grants.ts'
import { instant, RUN_STATES } from '../month/month-words.ts'
import { RoundBank } from './round-bank.tsx'
import { RoundDecision } from './round-decision.tsx'
import { RoundLines } from './round-lines.tsx'

export type RoundView = ReplyOf<typeof showGrantRound>

export function GrantRoundPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const round = useRead(showGrantRound, { params: { id } })
  const [outcome, setOutcome] = useState<string>()
  if (round.error) return <ProblemNote error={round.error} />
  if (!round.data) return <p className="sub">正在打开…</p>
  const view = round.data
  return (
    <>
      <PageTitle title={view.title} acts={<Link to={'/benefits/grants' as never}>全部批次</Link>}>
        <StateTag tone={RUN_STATES[view.state]?.[1] ?? 'stone'}>{view.stateTitle}</StateTag>
        <span className="xs">
          判定日 {view.judgedOn}，校验 {view.digest.slice(0, 4)}…{view.digest.slice(-4)}
        </span>
        {view.packs.some(({ example }) => example) && <StateTag tone="sky">含示例金额</StateTag>}
      </PageTitle>
      {view.kindDay && (
        <p className="sub" style={{ marginBottom: 8 }}>
          年内改变类别的，按{view.kindDay}；文件没有写以哪天为准，可在本单位设置里改。
        </p>
      )}
      <ol
        className="card inside"
        aria-label="进度"
        style={{ display: 'flex', flexWrap: 'wrap', gap: '6px 24px', listStyle: 'none', margin: '0 0 14px' }}
      >
        {view.steps.map((step) => (
          <li key={`${step.step}${step.at}`}>
            <b className="pine">✓ {step.title}</b>
            <p className="xs">
              {instant(step.at)}　{step.by}
              {step.note && `，${step.note}`}
            </p>
          </li>
        ))}
      </ol>
      <div
        className="run-cards"
        style={{ display: 'grid', gap: 14, gridTemplateColumns: 'repeat(auto-fit, minmax(280px, 1fr))', marginBottom: 14 }}
      >
        <Difference id={id} />
        <Card title="结果">
          {view.outcomes.map((one) => (
            <p key={one.outcome} style={ROW}>
              <span style={{ flex: 1 }}>{one.title}</span>
              <OpenNumber onOpen={() => setOutcome(one.outcome)}>{one.sites} 处</OpenNumber>
              <span className="num" style={{ minWidth: 100 }}>
                {yuan(one.fen)}
              </span>
            </p>
          ))}
        </Card>
        <Exceptions round={view} />
      </div>
      <RoundBank round={view} />
      <RoundLines round={view} outcome={outcome} onOutcome={setOutcome} />
      <RoundDecision round={view} />
    </>
  )
}

const ROW = {
  display: 'flex',
  gap: 10,
  alignItems: 'baseline',
  padding: '4px 0',
  borderBottom: '1px solid var(--line-soft)',
  flexWrap: 'wrap',
} as const

function Card({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section className="card">
      <h2>{title}</h2>
      <div className="inside">{children}</div>
    </section>
  )
}

function Difference({ id }: { id: string }) {
  const { data, error } = useRead(diffGrantRound, { params: { id } })
  return (
    <Card title={data?.previous ? `与${data.previous.title}相比` : '没有上期可比'}>
      <ProblemNote error={error} />
      {data?.reasons.map((one) => (
        <p key={one.reason} style={ROW}>
          <span>{one.reason}</span>
          <b>{one.sites} 处</b>
          <span className="xs" style={{ flex: 1 }}>
            {one.names.join('、')}
          </span>
          <MoneyChange fen={one.fen} />
        </p>
      ))}
      {data && (
        <p style={{ ...ROW, borderBottom: 0, fontWeight: 600 }}>
          <span style={{ flex: 1 }}>合计</span>
          <MoneyChange fen={data.currentFen - data.previousFen} />
        </p>
      )}
    </Card>
  )
}

function Exceptions({ round }: { round: RoundView }) {
  const { data, error } = useRead(listGrantExceptions, { params: { id: round.id } })
  const see = useWrite(seeGrantException)
  const may = useMay('benefits.approve') && round.state === 'submitted'
  return (
    <Card title="例外">
      <ProblemNote error={error ?? see.error} />
      {data?.length === 0 && <p className="sub">没有例外。</p>}
      {data?.map((one) => (
        <div key={one.key} style={ROW}>
          <b>{one.title}</b>
          <span>{one.sites} 处</span>
          <span className="xs" style={{ marginLeft: 'auto' }}>
            {one.seenBy
              ? `✓ ${one.seenBy}`
              : may && (
                  <Button size="small" onClick={() => see.mutate({ params: { id: round.id, key: one.key } })}>
                    看过
                  </Button>
                )}
          </span>
          <span className="xs" style={{ flexBasis: '100%' }}>
            {one.note}
            {one.fen > 0 && `，${yuan(one.fen)} 元`}。{one.names.join('、')}
            {one.sites > one.names.length && ' 等'}
          </span>
        </div>
      ))}
    </Card>
  )
}
