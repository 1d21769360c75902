// The elders of a place: one with everything, a double, one who died, one who left, two with cases.
import { checkCharacter } from '@songhe/basics/citizen-id'
import { blindIndex, seal, tailIndex } from '@songhe/kernel/secrets'
import { MAKER, type Planter } from './planter.ts'

export type PlantedPeople = Awaited<ReturnType<typeof plantPeople>>

export async function plantPeople({ id, insert, mark, area, place }: Planter) {
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
  const consent = await id('registry.consent', {
    person: one.id,
    area,
    purpose: '需求与消费调查',
    given_by: `${mark}甲某`,
    given_on: '2024-01-01',
    recorded_by_name: MAKER,
  })
  const payee = await id('registry.payee', {
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
  return {
    person: one.id,
    payee,
    consent,
    citizenId: one.citizenId,
    phone: one.phone,
    card,
    twin: twin.id,
    dead: dead.id,
    gone: gone.id,
    others: others.map((other) => other.id),
    fact,
    contact,
    household,
  }
}
