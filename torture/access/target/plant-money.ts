// Money on its way: runs in every state with a line each, adjustments, a reversal, a past month judged again.
import { randomUUID } from 'node:crypto'
import { MAKER, type Planter, PROGRAMMES } from './planter.ts'
import type { PlantedPeople } from './plant-people.ts'

export async function plantMoney(
  { id, insert, world, area, district, place, maker, mark }: Planter,
  { person, twin }: PlantedPeople,
  stream: string,
) {
  const money = (kind: string, fen: number, state: string, month: string) =>
    id('benefits.adjustment', {
      person: person,
      area,
      programme: PROGRAMMES[0],
      kind,
      for_month: month,
      fen,
      reason: `${mark}试`,
      state,
      proposed_by: maker,
      proposed_by_name: MAKER,
    })
  const months = {
    computed: `${2040 + place}-01`,
    submitted: `${2040 + place}-02`,
    approved: `${2040 + place}-03`,
    shadow: `${2040 + place}-04`,
  }
  const run = (state: string, month: string, more: Record<string, unknown> = {}) =>
    id('benefits.run', {
      month,
      state,
      digest: 'digest',
      made_by: maker,
      made_by_name: MAKER,
      persons: 1,
      payees: 1,
      lines: 1,
      total_fen: 10_000,
      snapshot_at: new Date(),
      ...more,
    })
  const runs = {
    computed: await run('computed', months.computed),
    submitted: await run('submitted', months.submitted, { submitted_by: maker, submitted_by_name: MAKER }),
    approved: await run('approved', months.approved, {
      submitted_by: maker,
      submitted_by_name: MAKER,
      approved_by: randomUUID(),
      approved_by_name: '试',
    }),
    shadow: await run('settled', months.shadow, { kind: 'shadow' }),
  }
  for (const [state, at] of Object.entries(runs))
    await insert('benefits.line', {
      run: at,
      person: person,
      programme: PROGRAMMES[0],
      for_month: months[state as keyof typeof months],
      area,
      fen: 10_000,
      pack: PROGRAMMES[0],
      version: 1,
      row_id: 'r',
      document: '试文',
      clause: '一',
      entitlement: stream,
      state: 'due',
    })
  await insert('benefits.line', {
    run: runs.approved,
    person: twin,
    programme: PROGRAMMES[0],
    for_month: months.approved,
    area,
    fen: 10_000,
    pack: PROGRAMMES[0],
    version: 1,
    row_id: 'r',
    state: 'due',
  })
  const recovery = await money('recovery', -50_000, 'approved', '2026-02')
  const claim = await id('benefits.repayment_claim', {
    adjustment: recovery,
    person,
    area,
    fen: 1_000,
    received_on: '2026-03-01',
    receipt: `票据${place}`,
    recorded_by: maker,
    recorded_by_name: MAKER,
  })
  const reversal = await id('benefits.line_reversal', {
    area,
    run: runs.approved,
    person: twin,
    programme: PROGRAMMES[0],
    kind: 'month',
    for_month: months.approved,
    fen: 10_000,
    reason: `${mark}冲`,
    proposed_by: maker,
    proposed_by_name: MAKER,
  })
  const bankFile = await world.owner<{ id: string }>(`select id from benefits.bank_file where district = $1 limit 1`, [district])
  const recompute = await id('benefits.recompute', {
    month: months.approved,
    run: runs.approved,
    state: 'done',
    made_by: maker,
    made_by_name: MAKER,
  })
  await insert('benefits.recompute_row', {
    recompute,
    person: person,
    programme: PROGRAMMES[0],
    area,
    then_fen: 10_000,
    settled_fen: 10_000,
    now_fen: 12_000,
    way: 'arrear',
  })
  return {
    adjustment: await money('one-off', 5_000, 'proposed', '2026-01'),
    recovery,
    claim,
    proposedRecovery: await money('recovery', -50_000, 'proposed', '2026-03'),
    reversal,
    runs,
    months,
    bankFile: bankFile[0]!.id,
    recompute,
  }
}
