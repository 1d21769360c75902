// Money for sites: rounds in the states that lines ask for, with one line for a site of the place; rounds, pairs and accounts are the whole district's.
import { randomUUID } from 'node:crypto'
import { MAKER, type Planter } from './planter.ts'

export async function plantGrants({ id, insert, world, area, district, place, maker }: Planter, facility: string) {
  const by = { made_by: maker, made_by_name: MAKER }
  const round = async (scheme: string, state: string, more: Record<string, unknown> = {}) => {
    // One open round of a scheme stands in a district, whoever planted it.
    const known = await world.owner<{ id: string }>(
      `select id from benefits.grant_round where district = $1 and scheme = $2 and state in ('computed', 'submitted') and $3 in ('computed', 'submitted')`,
      [district, scheme, state],
    )
    if (known[0]) return known[0].id
    const period = `19${10 + place}`
    const shape = {
      scheme,
      state,
      judged_on: `${period}-12-31`,
      snapshot_at: new Date(),
      digest: 'digest',
      sites: 1,
      payees: 1,
      total_fen: 1_000,
      ...by,
      ...more,
    }
    const made = await id('benefits.grant_round', { ...shape, period: scheme === 'operation' ? period : `${period}-12` })
    await insert('benefits.grant_snapshot', {
      round: made,
      facility,
      area,
      name: '试',
      kind: 'station',
      open_on: true,
      address: '',
      address_key: '',
      facts: '{}',
      ratings: '[]',
      kinds: '[]',
    })
    await insert('benefits.grant_line', {
      round: made,
      facility,
      area,
      scheme,
      period: shape.judged_on.slice(0, 4),
      claim: facility,
      outcome: 'due',
      fen: 1_000,
      entitled_fen: 1_000,
      pack: 'facility-rate',
      version: 1,
      reason: '试',
      state: 'due',
    })
    return made
  }
  const approved = { submitted_by: maker, submitted_by_name: MAKER, approved_by: randomUUID(), approved_by_name: '试' }
  const at = (key: string) =>
    id('benefits.grant_address', {
      facility,
      area,
      town: area,
      name: '试',
      address: key,
      address_key: key,
      address_index: Buffer.from(randomUUID()),
      first_round: randomUUID(),
    })
  const [one, other] = [await at('甲'), await at('乙')].sort()
  await insert('benefits.grant_hit', { one, other, likeness: 'near', reason: '试', round: randomUUID() })
  const grants = {
    computed: await round('building', 'computed'),
    submitted: await round('operation', 'submitted', { submitted_by: maker, submitted_by_name: MAKER }),
    approved: await round('star-reward', 'approved', approved),
    one: one!,
    other: other!,
    account: await id('benefits.grant_account', {
      subject_kind: 'facility',
      subject: facility,
      holder: '试',
      account: Buffer.from('试'),
      account_index: Buffer.from('试'),
      account_tail: '0000',
      entered_by: maker,
      entered_by_name: MAKER,
    }),
    facility,
  }
  const correction = await id('benefits.grant_correction', {
    kind: 'recovery',
    round: grants.approved,
    facility,
    area,
    scheme: 'star-reward',
    period: '1900-12',
    claim: facility,
    fen: 500,
    reason: '试',
    proposed_by: maker,
    proposed_by_name: MAKER,
  })
  const receipt = await id('benefits.grant_receipt', {
    correction,
    area,
    fen: 100,
    received_on: '2026-01-01',
    receipt: `试${place}-${district}`,
    recorded_by: maker,
    recorded_by_name: MAKER,
  })
  const file = await world.owner<{ file: string }>(`select file from benefits.bank_file where district = $1 limit 1`, [district])
  const bankFile = await id('benefits.grant_bank_file', {
    round: grants.approved,
    profile: 'default',
    file: file[0]!.file,
    lines: 1,
    total_fen: 1_000,
    digest: 'digest',
    made_by_name: MAKER,
  })
  return { grants: { ...grants, correction, receipt, bankFile } }
}
