// The demo's people, through the same bulk verb as a roll import: one source for the roll, planted oddities told in the guide.
import type { DemoPlan, Progress } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import { type BulkPerson, bulkRegister } from '../bulk/bulk-register.ts'
import { recordSource } from '../facts/source.ts'
import { inventPeople, type InventedPerson } from './invent-people.ts'
import { peopleOfTwoDistricts } from './people-of-two-districts.ts'

/** One elder in a hundred has no account yet. */
const WITHOUT_ACCOUNT = 100

export async function plantPeople(ctx: Context, plan: DemoPlan, progress: Progress) {
  const day = today(ctx)
  const source = await recordSource(ctx, { kind: 'police', label: '公安人口库（演示）', reportedOn: day })
  const found = await sql<{
    area: number
  }>`select v.area from registry.area_period t join registry.area_period v on v.parent = t.area
    where t.parent = ${ctx.principal.district} order by v.area`.execute(ctx.db)
  const { district } = ctx.principal
  const areas = found.rows.map((row) => row.area)
  const rows = function* () {
    yield* asRows(inventPeople({ district, areas, today: day, oneIn: plan.oneIn, seed: plan.seed }))
    yield* asRows(peopleOfTwoDistricts(district, areas, day))
  }
  await bulkRegister(ctx, { rows: rows(), source, onProgress: (done) => progress(done, null, `${done} 人`) })
}

function* asRows(people: Iterable<InventedPerson>): Generator<BulkPerson> {
  let index = 0
  for (const { account, contact, phone, ...person } of people) {
    index++
    yield {
      ...person,
      residenceArea: person.area,
      phone,
      payee: index % WITHOUT_ACCOUNT === 0 ? null : { account, holder: person.name, relation: '本人', bank: '演示农商行' },
      contact,
    }
  }
}
