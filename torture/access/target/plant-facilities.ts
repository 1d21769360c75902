// Sites of a place in every state a line asks for, with what hangs on them. Operators, contracts and printed numbers are the whole district's: without the mark of the place.
import { storeFile } from '@songhe/kernel/files'
import { MAKER, type Planter } from './planter.ts'

const FROM = '2024-01-01'
/** The first bytes of a photograph. */
export const PHOTO = Buffer.from('ffd8ffe000104a464946', 'hex')

export async function plantFacilities(planter: Planter) {
  const { id, insert, world, mark, area, district, place } = planter
  const by = { recorded_by: MAKER }
  const site = async (name: string, kind: string, state = 'open') => {
    const made = await id('facilities.facility', {
      area,
      name: `${mark}${name}`,
      name_folded: `${mark}${name}`,
      address: `${mark}院巷 1 号`,
      state,
      opened_on: state === 'planned' ? null : FROM,
    })
    const fact = { facility: made, area, valid_from: FROM, source: '试', ...by }
    await id('facilities.fact', { ...fact, kind: 'facility.kind', value: kind })
    await id('facilities.event', { facility: made, area, kind: state === 'planned' ? 'planned' : 'opened', day: FROM, ...by })
    return { id: made, size: await id('facilities.fact', { ...fact, kind: 'facility.floor-area', value: '300' }) }
  }
  const open = await site('站', 'station')
  const planned = await site('新站', 'station', 'planned')
  const suspended = await site('停站', 'station', 'suspended')
  await id('facilities.event', { facility: suspended.id, area, kind: 'suspended', day: '2025-01-01', ...by })
  const centre = await site('中心', 'street-centre')
  const led = await site('带站', 'station')
  await id('facilities.chain_link', { parent: centre.id, child: led.id, area, valid_from: FROM, ...by })
  const paper = await id('facilities.paper', {
    facility: open.id,
    area,
    kind: '营业执照',
    valid_from: FROM,
    ends_on: FROM,
    ...by,
  })
  const { id: file } = await world.as({ district }, (ctx) =>
    storeFile(ctx, { name: '外观.jpg', mediaType: 'image/jpeg', bytes: PHOTO }),
  )
  const photo = await id('facilities.photo', { facility: open.id, area, file, subject: '外观', taken_on: FROM, ...by })

  const operator = (name: string) => id('facilities.operator', { name, name_folded: name, kind: 'company', ...by })
  const operators = [await operator(`第${place}养老公司`), await operator(`第${place}养老有限公司`)].sort()
  await insert('facilities.operator_alike', { one: operators[0], other: operators[1], reason: '试' })
  const selection = await id('facilities.selection', { title: `第${place}次比选`, method: '竞争性比选', notice_on: FROM, ...by })
  await id('facilities.bid', { selection, operator: operators[0], ...by })
  const contract = await id('facilities.contract', {
    operator: operators[0],
    entrusted_by: '试验单位',
    mode: 'public-private',
    signed_on: FROM,
    valid_from: FROM,
    ends_on: '2099-12-31',
    ...by,
  })
  await insert('facilities.contract_facility', { contract, facility: open.id, area })

  return {
    site: {
      open: open.id,
      planned: planned.id,
      suspended: suspended.id,
      centre: centre.id,
      led: led.id,
      fact: open.size,
      paper,
      photo,
    },
    operators,
    selection,
    contract,
    observation: await id('facilities.observation', {
      document: '试文',
      clause: `第${place}条`,
      number: 1,
      subject: '试验数',
      quantity_printed: '若干',
      unit: '处',
      role: 'stock-or-plan',
      ...by,
    }),
    ...(await plantPremises(planter)),
  }
}

async function plantPremises({ id, mark, area }: Planter) {
  const by = { recorded_by: MAKER }
  const room = (state: string) =>
    id('facilities.premises', {
      area,
      name: `${mark}用房`,
      owner: '试验单位',
      kind: 'other',
      floor_area: 200,
      price_term: 'free',
      state,
      ...by,
    })
  const request = (premises: string, more: Record<string, unknown> = {}) =>
    id('facilities.premises_request', {
      premises,
      area,
      applicant: `${mark}申请单位`,
      purpose: '养老',
      months: 12,
      asked_on: FROM,
      ...by,
      ...more,
    })
  const rooms = {
    idle: await room('idle'),
    requested: await room('requested'),
    granted: await room('granted'),
    used: await room('in-use'),
  }
  await request(rooms.granted, { verdict: 'granted', decided_on: FROM })
  return {
    rooms,
    request: await request(rooms.requested),
    misuse: await id('facilities.use_check', {
      premises: rooms.used,
      area,
      checked_on: FROM,
      as_agreed: false,
      found: '试',
      ...by,
    }),
    estate: await id('facilities.estate', { area, name: `${mark}小区`, age: 'new', households: 100, required_area: 30, ...by }),
    landRequest: await id('facilities.land_request', {
      area,
      applicant: `${mark}申请单位`,
      registration: '52500000MJP000005P',
      square_metres: 100,
      asked_on: FROM,
      way: 'allotment',
      ...by,
    }),
  }
}
