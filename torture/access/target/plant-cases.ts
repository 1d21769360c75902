// Cases in every state, a running and a held stream, what the nightly check found, and an anomaly that waits for a second person.
import { randomUUID } from 'node:crypto'
import { MAKER, type Planter, PROGRAMMES } from './planter.ts'
import type { PlantedPeople } from './plant-people.ts'

export async function plantCases(
  { id, insert, area, district, place, maker, mark }: Planter,
  { person, twin, others }: PlantedPeople,
) {
  let number = 0
  const caseOf = (state: string, owner: string, programme: string, more: Record<string, unknown> = {}) =>
    id('benefits.benefit_case', {
      number: `试${district}-${place}-${++number}`,
      person: owner,
      area,
      programme,
      state,
      origin: 'found',
      start_month: '2026-05',
      monthly_fen: 10_000,
      row_id: 'r',
      pack: programme,
      pack_version: 1,
      due_on: '2026-12-31',
      opened_by: maker,
      opened_by_name: MAKER,
      holder_name: MAKER,
      ...more,
    })
  const notice = {
    notice_from: '2026-01-01',
    notice_to: '2099-01-01',
    decision_number: `决${place}-1`,
    decided_by: randomUUID(),
    decided_by_name: '试',
  }
  const cases = {
    townCheck: await caseOf('town-check', others[0]!, PROGRAMMES[0]!),
    returned: await caseOf('returned', others[0]!, PROGRAMMES[1]!),
    decision: await caseOf('district-decision', others[0]!, PROGRAMMES[2]!),
    notice: await caseOf('public-notice', others[0]!, PROGRAMMES[3]!, notice),
    ended: await caseOf('public-notice', others[0]!, PROGRAMMES[4]!, { ...notice, notice_to: '2026-01-15' }),
    objected: await caseOf('objection', others[1]!, PROGRAMMES[0]!, notice),
  }
  const objection = await id('benefits.objection', {
    benefit_case: cases.objected,
    area,
    raised_on: '2026-01-05',
    ground: `${mark}异议`,
    received_by_name: MAKER,
  })
  const stream = await id('benefits.entitlement', {
    person: person,
    area,
    programme: PROGRAMMES[0],
    start_month: '2026-01',
    last_paid_month: '2026-06',
  })
  await id('benefits.entitlement', {
    person: person,
    area,
    programme: PROGRAMMES[1],
    start_month: '2026-01',
    state: 'held',
    hold_reason: '试',
  })
  await insert('benefits.judgement', {
    person: twin,
    programme: PROGRAMMES[0],
    area,
    outcome: 'due',
    row_id: 'r',
    fen: 10_000,
    pack: PROGRAMMES[0],
    version: 1,
    complete: true,
    since_month: '2026-05',
    found_on: '2026-05-01',
    due_on: '2026-06-01',
    computed_at: new Date(),
  })
  const anomaly = await id('benefits.anomaly', {
    person: person,
    area,
    kind: 'paid-not-due',
    programme: PROGRAMMES[0],
    month: '2026-06',
    opened_by: maker,
    opened_by_name: MAKER,
  })
  return { cases, objection, stream, anomaly }
}
