// One of everything that belongs to a place: what an account of another place must neither see nor change. Planted straight into the tables, in every state a route asks for.
import { randomUUID } from 'node:crypto'
import { checkCharacter } from '@songhe/basics/citizen-id'
import { storeFile } from '@songhe/kernel/files'
import { blindIndex, seal, tailIndex } from '@songhe/kernel/secrets'
import type { TestWorld } from '@songhe/kernel/testing'

export interface Target {
  /** A character no other name holds; it stays when the name is masked. */
  mark: string
  district: number
  area: number
  town: number
  person: string
  twin: string
  dead: string
  gone: string
  fact: string
  contact: string
  household: string
  cases: Record<'townCheck' | 'returned' | 'decision' | 'notice' | 'ended' | 'objected', string>
  objection: string
  anomaly: string
  /** Proposed one-off; approved recovery; proposed recovery. */
  adjustment: string
  recovery: string
  proposedRecovery: string
  reversal: string
  runs: Record<'computed' | 'submitted' | 'approved' | 'shadow', string>
  months: Record<'computed' | 'submitted' | 'approved' | 'shadow', string>
  bankFile: string
  recompute: string
  imports: Record<'previewed' | 'checked' | 'committed', string>
  account: string
  grant: string
  staff: string
  colleague: string
  deputy: string
  citizenId: string
  phone: string
  card: string
}

export interface TargetPlan {
  mark: string
  district: number
  area: number
  town: number
}

/** Colleagues are named in lists that a whole district may read; elders are not. */
const MAKER = '经办某'
let planted = 0
const PROGRAMMES = ['old-age-allowance', 'service-subsidy', 'destitute-care', 'disability-living', 'disability-nursing']

export async function plantTarget(world: TestWorld, { mark, district, area, town }: TargetPlan): Promise<Target> {
  const place = ++planted
  const insert = (table: string, row: Record<string, unknown>) => {
    const full = { district, ...row }
    const keys = Object.keys(full)
    return world.owner(
      `insert into ${table} (${keys.map((key) => `"${key}"`).join(', ')}) values (${keys.map((_, i) => `$${i + 1}`).join(', ')})`,
      Object.values(full),
    )
  }
  const id = async (table: string, row: Record<string, unknown>) => {
    const made = randomUUID()
    await insert(table, { id: made, ...row })
    return made
  }
  const colleague = await world.owner<{ id: string }>(`select id from kernel.staff where district = $1 limit 1`, [district])
  const maker = colleague[0]?.id ?? randomUUID()
  const source = await id('registry.source', { kind: 'town', label: `${mark}登记`, reported_on: '2026-01-05' })
  let serial = 0
  const numbers = () => {
    const first17 = `500199194${place % 10}0101${String(100 + place * 10 + serial).slice(-3)}`
    return { citizenId: first17 + checkCharacter(first17), phone: `1390000${String(place * 100 + serial).padStart(4, '0')}` }
  }
  const person = async (letter: string, more: Record<string, unknown> = {}) => {
    serial++
    const { citizenId, phone } = numbers()
    const name = `${mark}${letter}某`
    const made = await id('registry.person', {
      area,
      residence_area: area,
      address: `${mark}家巷 ${serial} 号`,
      name,
      name_masked: `${mark}*某`,
      pinyin: 'zzcanary',
      initials: 'zzc',
      sex: 'female',
      birth: `194${place % 10}-01-01`,
      citizen_id: seal(citizenId),
      citizen_id_index: blindIndex('citizen-id', citizenId),
      citizen_id_tail: tailIndex(citizenId.slice(-4)),
      phone: seal(phone),
      phone_index: blindIndex('phone', phone),
      ...more,
    })
    for (const gram of [`=${name}`, mark, letter, '某', `${mark}${letter}`, `${letter}某`])
      await insert('registry.person_gram', { gram, person: made, area })
    for (const kind of ['person.registered-here', 'person.resides-here', 'living.alone'])
      await id('registry.fact', { person: made, area, kind, value: 'true', valid_from: '2020-01-01', source })
    return { id: made, citizenId, phone }
  }
  const one = await person('甲')
  const twin = await person('乙')
  const dead = await person('丙', { died_on: '2026-03-01' })
  const gone = await person('丁', { left_on: '2026-03-01', state: 'closed' })
  const others = [await person('戊'), await person('己')]
  const fact = await id('registry.fact', {
    person: one.id,
    area,
    kind: 'living.empty-nest',
    value: 'true',
    valid_from: '2021-01-01',
    source,
  })
  await id('registry.life_event', { person: dead.id, area, kind: 'death', day: '2026-03-01', source, recorded_by: MAKER })
  await id('registry.life_event', {
    person: gone.id,
    area,
    kind: 'move-out',
    day: '2026-03-01',
    source,
    recorded_by: MAKER,
    detail: { to: null },
  })
  const contact = await id('registry.contact', {
    person: one.id,
    area,
    name: `${mark}女儿`,
    relation: '女儿',
    duty: '紧急联系人',
    phone: seal('13911112222'),
  })
  const household = await id('registry.household', { area, kind: '同住' })
  await id('registry.fact', { person: one.id, area, kind: 'household', value: household, valid_from: '2021-01-01', source })
  const card = `62000000000${String(10_000 + place)}`
  await id('registry.payee', {
    person: one.id,
    area,
    holder: `${mark}甲某`,
    bank: '试验银行',
    account: seal(card),
    account_index: blindIndex('account', card),
    account_tail: card.slice(-4),
    valid_from: '2024-01-01',
  })
  const [low, high] = [one.id, twin.id].sort()
  await insert('registry.duplicate', { one: low, other: high, area, reason: '试验' })

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
    townCheck: await caseOf('town-check', others[0]!.id, PROGRAMMES[0]!),
    returned: await caseOf('returned', others[0]!.id, PROGRAMMES[1]!),
    decision: await caseOf('district-decision', others[0]!.id, PROGRAMMES[2]!),
    notice: await caseOf('public-notice', others[0]!.id, PROGRAMMES[3]!, notice),
    ended: await caseOf('public-notice', others[0]!.id, PROGRAMMES[4]!, { ...notice, notice_to: '2026-01-15' }),
    objected: await caseOf('objection', others[1]!.id, PROGRAMMES[0]!, notice),
  }
  const objection = await id('benefits.objection', {
    benefit_case: cases.objected,
    area,
    raised_on: '2026-01-05',
    ground: `${mark}异议`,
    received_by_name: MAKER,
  })
  const stream = await id('benefits.entitlement', {
    person: one.id,
    area,
    programme: PROGRAMMES[0],
    start_month: '2026-01',
    last_paid_month: '2026-06',
  })
  await id('benefits.entitlement', {
    person: one.id,
    area,
    programme: PROGRAMMES[1],
    start_month: '2026-01',
    state: 'held',
    hold_reason: '试',
  })
  await insert('benefits.judgement', {
    person: twin.id,
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
    person: one.id,
    area,
    kind: 'paid-not-due',
    programme: PROGRAMMES[0],
    month: '2026-06',
    opened_by: maker,
    opened_by_name: MAKER,
  })
  const money = (kind: string, fen: number, state: string, month: string) =>
    id('benefits.adjustment', {
      person: one.id,
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
    computed: `20${40 + place}-01`,
    submitted: `20${40 + place}-02`,
    approved: `20${40 + place}-03`,
    shadow: `20${40 + place}-04`,
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
      person: one.id,
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
    person: twin.id,
    programme: PROGRAMMES[0],
    for_month: months.approved,
    area,
    fen: 10_000,
    pack: PROGRAMMES[0],
    version: 1,
    row_id: 'r',
    state: 'due',
  })
  const reversal = await id('benefits.line_reversal', {
    area,
    run: runs.approved,
    person: twin.id,
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
    person: one.id,
    programme: PROGRAMMES[0],
    area,
    then_fen: 10_000,
    settled_fen: 10_000,
    now_fen: 12_000,
    way: 'arrear',
  })
  const { id: file } = await world.as({ district }, (ctx) =>
    storeFile(ctx, { name: '名册.csv', mediaType: 'text/csv', bytes: Buffer.from(`姓名,身份证号\r\n${mark}甲某,\r\n`) }),
  )
  const importOf = (state: string, more: Record<string, unknown> = {}) =>
    id('kernel.sheet_import', {
      sheet: 'roll',
      file,
      file_name: `${mark}名册.xlsx`,
      file_digest: Buffer.from(`${mark}${state}`),
      header_row: 1,
      titles: ['姓名', '身份证号'],
      mapping: { name: 0 },
      state,
      started_by: randomUUID(),
      started_by_name: MAKER,
      ...more,
    })
  const counted = { rows_in: 1, accepted: 1, rejected: 0 }
  const imports = {
    previewed: await importOf('previewed'),
    checked: await importOf('checked', { rows_in: 2, accepted: 1, rejected: 1 }),
    committed: await importOf('committed', { ...counted, added: 1, changed: 0, unchanged: 0 }),
  }
  await insert('kernel.sheet_row_problem', {
    import: imports.checked,
    row: 2,
    seq: 0,
    column: '姓名',
    value: `${mark}甲某`,
    reason: '试',
    warning: false,
  })
  const staff = await id('kernel.staff', { name: '同事某' })
  const absent = await id('kernel.staff', { name: '外出某' })
  const account = await id('kernel.account', { staff, username: `canary-${place}`, password: 'none' })
  const grant = await id('kernel.role_grant', { account, role: 'town-officer', area, areas: [area] })
  const deputy = await id('kernel.deputy', { absent, stands_in: staff, valid_from: '2026-01-01', valid_to: '2099-01-01' })
  return {
    mark,
    district,
    area,
    town,
    person: one.id,
    twin: twin.id,
    dead: dead.id,
    gone: gone.id,
    fact,
    contact,
    household,
    cases,
    objection,
    anomaly,
    adjustment: await money('one-off', 5_000, 'proposed', '2026-01'),
    recovery: await money('recovery', -50_000, 'approved', '2026-02'),
    proposedRecovery: await money('recovery', -50_000, 'proposed', '2026-03'),
    reversal,
    runs,
    months,
    bankFile: bankFile[0]!.id,
    recompute,
    imports,
    account,
    grant,
    staff,
    colleague: absent,
    deputy,
    citizenId: one.citizenId,
    phone: one.phone,
    card,
  }
}
