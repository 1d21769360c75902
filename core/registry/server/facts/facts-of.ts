// Facts of one person for the eye: what counts today with what others say beside it, and what counted before.
import type { Day } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type { FactView, PersonFile } from '../../contract/people.ts'
import { FACT_KINDS, factKind, factText, isHealth } from './fact-kinds.ts'

export interface Known {
  id: string
  kind: string
  value: string
  from: Day
  to: Day | null
  wins: boolean
  detail: Record<string, unknown> | null
  source: string
  sourceKind: string
  label: string
  reportedOn: Day
  consent: string | null
  /** Who agreed, in words; empty for what is kept by duty. */
  agreed: string
}

/** Without what only those see who may see the elder's health. */
export async function factsOf(ctx: Context, person: string): Promise<Known[]> {
  const found = await sql<Known>`
    select f.id, f.kind, f.value, f.valid_from as "from", f.valid_to as "to", f.wins, f.detail, f.source, s.kind as "sourceKind", s.label, s.reported_on as "reportedOn",
      f.consent, coalesce(c.given_by || case when c.relation = '本人' then '' else '（' || c.relation || '）' end, '') as agreed
    from registry.fact f join registry.source s on s.district = f.district and s.id = f.source
    left join registry.consent c on c.district = f.district and c.id = f.consent
    where f.district = ${ctx.principal.district} and f.person = ${person} and f.closed_at is null
    order by s.rank, s.reported_on desc`.execute(ctx.db)
  return ctx.principal.permissions.has('registry.health') ? found.rows : found.rows.filter((fact) => !isHealth(fact.kind))
}

/** A household is shown with its people, a survey as one act. */
const shownElsewhere = ({ kind }: Known) => kind === 'household' || factKind(kind)?.group === '调查'

export function winningView(known: readonly Known[], on: Day): FactView[] {
  const order = new Map(FACT_KINDS.map((kind, i) => [kind.kind, i]))
  const now = known.filter((fact) => holds(fact, on) && !shownElsewhere(fact))
  return now
    .filter((fact) => fact.wins)
    .sort((a, b) => (order.get(a.kind) ?? 99) - (order.get(b.kind) ?? 99))
    .map((fact) => {
      const others = now.filter((other) => other.kind === fact.kind && !other.wins)
      const agreeing = others.filter((other) => other.value === fact.value).length
      return {
        ...statement(fact),
        kind: fact.kind,
        title: factKind(fact.kind)?.title ?? fact.kind,
        group: factKind(fact.kind)?.group ?? '其他',
        agree: agreeing + 1,
        differ: others.length - agreeing,
        paper: paperOf(fact),
        others: others.map(statement),
      }
    })
}

/** What no longer (or not yet) holds: residence, traits and insurance as they were. */
export function historyView(known: readonly Known[], on: Day): PersonFile['history'] {
  return known
    .filter((fact) => fact.wins && !holds(fact, on) && !shownElsewhere(fact))
    .sort((a, b) => (a.from < b.from ? 1 : -1))
    .map((fact) => ({ ...statement(fact), kind: fact.kind, title: factKind(fact.kind)?.title ?? fact.kind }))
}

/** 评估报告编号 KZ-2026-018，开州区某评估机构，有效至 2028-11-01 */
function paperOf({ kind, detail, to }: Known): string {
  const asks = factKind(kind)?.paper
  if (!asks) return ''
  const said = (value: unknown) => (typeof value === 'string' ? value : '')
  const number = said(detail?.report)
  return [number && `${asks.number} ${number}`, said(detail?.body), to && `有效至 ${to}`].filter(Boolean).join('，')
}

const holds = (fact: Known, on: Day) => fact.from <= on && (fact.to === null || fact.to > on)

const statement = (fact: Known) => ({
  id: fact.id,
  value: fact.value,
  text: factText(fact.kind, fact.value),
  from: fact.from,
  to: fact.to,
  source: { kind: fact.sourceKind, label: fact.label, reportedOn: fact.reportedOn },
  detail: fact.detail,
})
