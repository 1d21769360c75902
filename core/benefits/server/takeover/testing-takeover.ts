// For tests of the takeover: elders with ID numbers in the world of the month, and one sheet handed in as the kernel would hand it in.
import { checkCharacter } from '@songhe/basics/citizen-id'
import { newId } from '@songhe/basics/ids'
import type { Context } from '@songhe/kernel/context'
import { blindIndex, seal } from '@songhe/kernel/secrets'
import type { CommitCounts, RowProblem, SheetDefinition, SheetRow } from '@songhe/kernel/sheets/sheet'
import { CLERK, type Elder, type MonthWorld } from '../month/testing-month.ts'

let serial = 100

/** An elder on the register with an ID number and without streams of this system. */
export async function elderWithNumber(
  { world, elder }: MonthWorld,
  of: Elder = {},
): Promise<{ person: string; citizenId: string }> {
  const birth = of.birth ?? '1940-03-12'
  const first17 = `500199${birth.replaceAll('-', '')}${serial++}`
  const citizenId = first17 + checkCharacter(first17)
  const person = await elder({ streams: [], facts: { 'person.registered-here': 'true' }, ...of, birth })
  await world.owner('update registry.person set citizen_id = $2, citizen_id_index = $3 where id = $1', [
    person,
    seal(citizenId),
    blindIndex('citizen-id', citizenId),
  ])
  return { person, citizenId }
}

export interface HandedIn {
  id: string
  problems: RowProblem[]
  counts: CommitCounts
}

/** Checks the rows and commits those without a problem; row numbers start at 2, as under a header. */
export async function handIn(
  { as }: MonthWorld,
  sheet: SheetDefinition,
  cells: readonly Record<string, string>[],
  who: Parameters<MonthWorld['as']>[0] = CLERK,
): Promise<HandedIn> {
  const id = newId()
  const rows: SheetRow[] = cells.map((one, i) => ({ row: i + 2, cells: one, faulty: false }))
  const problems: RowProblem[] = []
  await as(who, (ctx) => sheet.check!(ctx, { rows: once(rows), options: {}, report: (problem) => problems.push(problem) }))
  const bad = new Set(problems.filter((one) => !one.warning).map((one) => one.row))
  const accepted = rows.filter((one) => !bad.has(one.row))
  const counts = await as(who, (ctx) => commit(ctx, sheet, id, accepted))
  return { id, problems, counts }
}

const commit = (ctx: Context, sheet: SheetDefinition, id: string, rows: readonly SheetRow[]) =>
  sheet.commit(ctx, {
    id,
    file: newId(),
    fileName: '旧台账.xlsx',
    rows: once(rows),
    accepted: rows.length,
    options: {},
    progress: async () => {},
  })

async function* once(rows: readonly SheetRow[]) {
  if (rows.length > 0) yield rows
}
