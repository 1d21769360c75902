// A table must be readable by the rules before it is kept, even as a draft: faults are told with row, column and what to write instead.
import { invalid } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { parseTable, type Table } from '@songhe/rules'
import type { TableBody } from '../packs/table-file.ts'
import { checkRatingStandard } from './check-rating-standard.ts'

/** The typed table; undefined for lists and exclusions, which are data without conditions in this form. */
export function checkTable(ctx: Pick<Context, 'catalogue'>, body: TableBody): Table | undefined {
  if (body.kind === 'service-list' || body.kind === 'exclusion') return undefined
  const parsed = parseTable(forRules(body))
  if (parsed.problems) {
    const told = parsed.problems.map((one) => ({
      where: [one.row && `“${one.row}”行`, one.column && `“${one.column}”列`, one.position && `第${one.position.from + 1}字起`]
        .filter(Boolean)
        .join(''),
      message: `${one.message}${one.proposal}`,
    }))
    throw invalid(
      `这张表有${told.length}处读不懂：${told.map((one) => `${one.where}${one.where ? '：' : ''}${one.message}`).join(' ')}`,
      {
        next: '请按提示改正后再保存。',
        facts: { problems: told },
      },
    )
  }
  const unknown = parsed.table.inputs.filter((input) => !ctx.catalogue.facts.has(input.fact) && !input.fact.startsWith('person.'))
  if (unknown.length && ctx.catalogue.facts.size > 0)
    throw invalid(`“${unknown.map((input) => input.name).join('、')}”对应的事项没有登记，系统取不到值。`, {
      next: '请核对 inputs 里的事项名。',
    })
  if (body.kind === 'rating-standard') checkRatingStandard(body)
  return parsed.table
}

/** The typed table of a body that was checked when it was kept. */
export function tableOf(body: TableBody): Table {
  const parsed = parseTable(forRules(body))
  if (!parsed.table) throw invalid(`“${body.table}”读不懂：${parsed.problems[0]?.message ?? ''}`, { next: '请打开这张表改正。' })
  return parsed.table
}

/** What the rules read: a score sheet's sections are no part of it. A table that stands on a decision of the office names it in `document` without a clause; the rules call that a decision. */
export function forRules(body: TableBody): object {
  const { sections: _sections, terms: _terms, scheme: _scheme, kinds: _kinds, ...table } = body
  if (body.ground.clause || body.ground.decision) return table
  return { ...table, ground: { decision: body.ground.document } }
}
