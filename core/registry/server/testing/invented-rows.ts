// For tests: invented elders by number, always the same, with names as frequent as real ones are.
import { checkCharacter } from '@songhe/basics/citizen-id'
import type { BulkPerson } from '../bulk/bulk-register.ts'

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗']
const GIVEN = [...'秀英兰芳珍玉桂淑素琴国华建明德文志永光正']
const VILLAGES = [1011, 1012, 1021, 1022]

export function inventedRow(i: number): BulkPerson {
  const pick = (list: readonly string[], salt: number) => list[Math.floor(((((i + 1) * salt) % 9973) / 9973) * list.length)]!
  const name = pick(SURNAMES, 7919) + pick(GIVEN, 6101) + (i % 5 === 0 ? '' : pick(GIVEN, 4327))
  const birth = new Date(Date.UTC(1930, 0, 1) + (i % 13_000) * 86_400_000).toISOString().slice(0, 10)
  const serial = 10 + 2 * (Math.floor(i / 13_000) % 490)
  const first17 = `500199${birth.replaceAll('-', '')}${String(serial).padStart(3, '0')}`
  return {
    name,
    citizenId: first17 + checkCharacter(first17),
    birth,
    sex: 'female',
    area: VILLAGES[i % VILLAGES.length]!,
    phone: `138${String(i).padStart(8, '0')}`,
    facts: [
      { kind: 'aid.minimum-allowance', value: i % 9 === 0 ? 'true' : 'false', from: '2025-01-01' },
      { kind: 'living.alone', value: i % 6 === 0 ? 'true' : 'false', from: '2025-01-01' },
      { kind: 'insurance.medical', value: 'resident', from: '2020-01-01' },
    ],
    payee: { account: `62280000${String(i).padStart(11, '0')}` },
    contact: { name: `${name[0]}敏`, relation: '女儿', phone: `137${String(i).padStart(8, '0')}` },
  }
}
