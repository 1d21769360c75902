// What the laboratory begins with: the tables as they stand, cell by cell, what shuts what out, and whose rules may be borrowed.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { monthOf } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { trialRegions } from '@songhe/policy/door'
import { sql } from 'kysely'
import type * as contract from '../../contract-lab.ts'
import { PROGRAMMES } from '../../contract-cases.ts'
import { programmeTitle } from '../cases/queue-rows.ts'
import { HORIZON, judgingDays } from './roll.ts'
import { IN_FORCE, type ReadScheme, readSchemes, type SchemeTable } from './schemes.ts'

type Reply = ReplyOf<typeof contract.showLab>

export async function showLab(ctx: Context, { query }: InputOf<typeof contract.showLab>): Promise<Reply> {
  const days = judgingDays(monthOf(today(ctx)), HORIZON)
  const asked = { ...IN_FORCE, base: query.base }
  const [scheme, inForce, drafts] = (await readSchemes(ctx, [asked, IN_FORCE, { ...IN_FORCE, base: 'drafts' }], days)) as [
    ReadScheme,
    ReadScheme,
    ReadScheme,
  ]
  const old = new Map(newest(inForce).map((one) => [one.pack, one]))
  const order = Object.keys(PROGRAMMES)
  const place = ({ pack }: SchemeTable) => (order.indexOf(pack) + order.length + 1) % (order.length + 1)
  const tables = newest(scheme).sort((a, b) => place(a) - place(b))
  return {
    from: monthOf(today(ctx)),
    tables: tables.map((one) => tableShown(one, old.get(one.pack))),
    drafts: drafts.tables.filter(({ state }) => state === 'draft').map(({ pack, title }) => ({ pack, title })),
    regions: await trialRegions(ctx),
    programmes: [...new Set([...Object.keys(PROGRAMMES), ...tables.map(({ pack }) => pack)])].map((programme) => ({
      programme,
      title: programmeTitle(programme),
    })),
    pairs: scheme.on(days[0]!).rules.map(({ between, keep, document, clause }) => ({ between, keep, document, clause })),
    budgetFen: await budgetOf(ctx),
  }
}

/** One version of each table: the one that a change would be tried on. */
const newest = ({ tables }: ReadScheme) => tables.filter((one) => tables.find(({ pack }) => pack === one.pack) === one)

function tableShown({ pack, title, version, validFrom, validTo, example, body }: SchemeTable, old: SchemeTable | undefined) {
  const [inputs, outputs] = [Object.keys(body.inputs ?? {}), Object.keys(body.output ?? {})]
  const textOf = (of: SchemeTable['body'], row: string, column: string) => {
    const found = of.rows?.find(({ id }) => id === row)
    return String(found?.when?.[column] ?? found?.then?.[column] ?? '')
  }
  return {
    pack,
    title,
    version,
    validFrom,
    validTo,
    example,
    document: body.ground.document,
    clause: body.ground.clause,
    inputs,
    outputs,
    rows: (body.rows ?? []).map((row) => ({
      row: row.id,
      unconfirmed: row.amount?.status === 'unconfirmed',
      cells: Object.fromEntries(
        [...inputs, ...outputs].map((column) => {
          const text = textOf(body, row.id, column)
          return [column, { text, changed: old !== undefined && textOf(old.body, row.id, column) !== text }]
        }),
      ),
    })),
  }
}

async function budgetOf(ctx: Context): Promise<number | null> {
  const found = await sql<{ fen: number }>`
    select (value #>> '{}')::bigint as fen from kernel.setting where district = ${ctx.principal.district} and key = 'lab-budget-fen'`.execute(
    ctx.db,
  )
  const fen = Number(found.rows[0]?.fen ?? 0)
  return fen > 0 ? fen : null
}
