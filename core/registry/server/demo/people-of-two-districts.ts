// Five elders who stand on the registers of two districts each and are paid in both: what the nightly comparison across districts is to find.
import { addDays, type Day } from '@songhe/basics/day'
import { inventAccount, inventId, type InventedPerson } from './invent-people.ts'
import { nameMaker } from './names.ts'
import { seededRandom } from './seeded-random.ts'

/** Written as their address: nobody mistakes them for an accident of the draw, and the paper list of the demo names them for certain. */
export const REGISTERED_TWICE = '另一区县也有户籍登记（演示）'

/** The districts of the demo stand in a ring; each shares one elder with the next. */
const RING = [1, 2, 3, 4, 5]
/** District 0 of the ID numbers: no district of the ring draws from it. */
const NOBODYS = 0

/** Those of this district: the same name, birthday and ID number as their other half, but another village and another account. */
export function peopleOfTwoDistricts(district: number, areas: readonly number[], today: Day): InventedPerson[] {
  const at = RING.indexOf(district)
  if (at < 0) return []
  return [at, (at + RING.length - 1) % RING.length].map((pair) => {
    const shared = seededRandom(pair + 1)
    const own = seededRandom(1_000 + pair * 10 + district)
    const makeName = nameMaker()
    const birth = addDays(today, -Math.round(91.5 * 365.25) - shared.below(300))
    return {
      name: makeName(shared, 'female'),
      sex: 'female',
      birth,
      citizenId: inventId(NOBODYS, birth, 'female', pair + 1),
      area: own.pick(areas),
      address: REGISTERED_TWICE,
      phone: null,
      facts: [
        { kind: 'person.registered-here', value: 'true', from: addDays(today, -900) },
        { kind: 'person.resides-here', value: 'true', from: addDays(today, -900) },
        { kind: 'aid.destitute', value: 'false', from: addDays(today, -900) },
        { kind: 'aid.minimum-allowance', value: 'false', from: addDays(today, -900) },
        { kind: 'aid.low-income', value: 'false', from: addDays(today, -900) },
        { kind: 'disability.grade', value: '0', from: addDays(today, -900) },
        { kind: 'insurance.injury-nursing', value: 'false', from: addDays(today, -900) },
      ],
      account: inventAccount(own),
      contact: null,
    }
  })
}
