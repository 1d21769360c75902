// What the old-age allowance in force pays at each age to somebody registered here; null where it asks for more than age, so that ages alone do not tell the sum.
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { judge, publishedTables } from '@songhe/policy/door'
import type { AllowanceByAge } from './needs.ts'
import { OLDEST } from './project.ts'

const PACK = 'old-age-allowance'

export async function allowanceByAge(ctx: Context): Promise<AllowanceByAge | null> {
  const on = today(ctx)
  const table = (await publishedTables(ctx, { on })).find(({ pack }) => pack === PACK)
  if (!table) return null
  const fen: number[] = []
  for (let age = 0; age <= OLDEST; age++) {
    const facts = {
      'person.birth': `${Number(on.slice(0, 4)) - age}-01-01`,
      'person.registered-here': true,
      'person.alive': true,
    }
    const [judged] = judge({ tables: [table], facts, on })
    const { explanation } = judged!
    if (explanation.outcome !== 'row' && explanation.outcome !== 'none') return null
    const amount = explanation.outcome === 'row' ? Object.values(explanation.output)[0] : 0
    if (typeof amount !== 'number') return null
    fen.push(amount)
  }
  return {
    pack: PACK,
    title: table.table.table,
    version: table.version,
    document: table.table.ground.document,
    clause: table.table.ground.clause,
    example: table.example,
    fen,
  }
}
