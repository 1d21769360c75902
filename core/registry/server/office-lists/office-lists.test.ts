// Lists of other offices: facts with their rank, bad rows named, who fell off a complete list, undo exact.
import { sheetsCapability } from '@songhe/kernel/sheets/capability'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { capability } from '../capability.ts'
import { plantAreas } from '../testing/plant-areas.ts'
import { numberOf, rollOffice } from '../testing/roll-world.ts'

let world: TestWorld
beforeAll(async () => {
  world = await testDatabase([sheetsCapability, capability])
  await plantAreas(world)
})
afterAll(() => world.close())

/** Every test has its own people. */
let year = 1930
beforeEach(() => {
  year++
})
const numbers = () => [2, 4, 6].map((serial) => numberOf(`${year}-05-06`, serial))
const NAMES = ['王秀英', '李桂珍', '张玉兰']
const PLAIN = { from: '2026-11-01', reportedOn: '2026-11-02' }

async function take(sheet: string, rows: string[][], options: Record<string, string> = PLAIN) {
  const office = rollOffice(world, { roles: ['clerk'], staff: '经办员' }, sheet)
  const { id } = await office.upload(rows, `${sheet}-${year}-${rows.length}-${options.from}.csv`)
  const checked = await office.check(id, options)
  return { id, office, checked, problems: await office.problems(id), taken: await office.commit(id) }
}

async function registered() {
  const ids = numbers()
  await take('roll', [
    ['身份证号', '姓名', '镇街', '村社', '低保'],
    ...ids.map((id, i) => [id, NAMES[i]!, '一镇', '一村', i === 0 ? '是' : '']),
  ])
  return ids
}

const winning = async (number: string, kind: string, on: string) =>
  (
    await world.owner(
      `select f.value, s.kind as source from registry.fact f join registry.source s using (district)
       join registry.person p on p.district = f.district and p.id = f.person
       where s.id = f.source and p.name = $1 and p.birth = $2 and f.kind = $3 and f.wins and f.valid_from <= $4 and (f.valid_to is null or f.valid_to > $4)`,
      [NAMES[numbers().indexOf(number)], `${year}-05-06`, kind, on],
    )
  )[0]

test('the insurance offices state pension, medical insurance and aid of known elders; the same list again changes nothing [YB-067]', async () => {
  const [one, two] = await registered()
  const list = [
    ['证件号码', '姓名', '养老保险', '医疗保险', '医疗救助'],
    [one!, '王秀英', '职工养老保险', '职工医保', '否'],
    [two!, '李桂珍', '城乡居民养老保险', '城乡居民医保', '是'],
  ]
  const { taken } = await take('insurance-list', list)
  expect(taken).toMatchObject({ rowsIn: 2, added: 0, changed: 2, unchanged: 0 })
  expect(await winning(one!, 'insurance.pension', '2026-11-20')).toEqual({ value: 'employee', source: 'insurance' })
  expect(await winning(two!, 'insurance.medical-aid', '2026-11-20')).toEqual({ value: 'true', source: 'insurance' })
  expect(await winning(two!, 'insurance.medical-aid', '2026-10-31')).toBeUndefined()
  const again = await take('insurance-list', [...list, ['', '', '', '', '']], { ...PLAIN, reportedOn: '2026-11-03' })
  expect(again.taken).toMatchObject({ changed: 0, unchanged: 2 })
})

test('the office in charge outranks a roll, and undo gives the word of the roll back', async () => {
  const [one] = await registered()
  const { id, office } = await take('aid-list', [
    ['身份证号', '姓名', '低保', '特困'],
    [one!, '王秀英', '否', '是'],
  ])
  expect(await winning(one!, 'aid.minimum-allowance', '2026-11-20')).toEqual({ value: 'false', source: 'aid' })
  await office.undo(id)
  expect(await winning(one!, 'aid.minimum-allowance', '2026-11-26')).toEqual({ value: 'true', source: 'import' })
  expect(await winning(one!, 'aid.destitute', '2026-11-20')).toBeUndefined()
})

test('whoever is missing from a complete list is no longer on it from its day; a part list touches nobody else', async () => {
  const [one, two, three] = await registered()
  const head = ['身份证号', '姓名', '低保']
  await take('aid-list', [head, [one!, '王秀英', '是'], [two!, '李桂珍', '是'], [three!, '张玉兰', '是']])
  const december = { from: '2026-12-01', reportedOn: '2026-12-01' }
  await take('aid-list', [head, [one!, '王秀英', '是']], december)
  expect(await winning(two!, 'aid.minimum-allowance', '2026-12-15')).toMatchObject({ value: 'true' })
  const complete = { from: '2027-01-01', reportedOn: '2027-01-01', complete: 'true' }
  const { id, office } = await take('aid-list', [head, [one!, '王秀英', '是'], [three!, '张玉兰', '否']], complete)
  const inJanuary = await Promise.all([one, two, three].map((number) => winning(number!, 'aid.minimum-allowance', '2027-01-15')))
  expect(inJanuary.map((fact) => fact?.value)).toEqual(['true', 'false', 'false'])
  expect(await winning(two!, 'aid.minimum-allowance', '2026-12-15')).toMatchObject({ value: 'true' })
  await office.undo(id)
  expect(await winning(two!, 'aid.minimum-allowance', '2027-01-15')).toMatchObject({ value: 'true' })
})

test('bad rows come back: a stranger, another name, twice, nothing stated, a word the office does not use', async () => {
  const [one, two, three] = await registered()
  const { problems, checked } = await take('disability-list', [
    ['身份证号', '姓名', '残疾证等级'],
    [numberOf(`${year}-07-08`), '某某某', '一级'],
    [one!, '王秀芳', '一级'],
    [two!, '李桂珍', '一级'],
    [two!, '李桂珍', '二级'],
    [three!, '张玉兰', ''],
    [three!, '张玉兰', '九级'],
  ])
  expect(problems.map(({ row, column }) => [row, column])).toEqual([
    [2, '身份证号'],
    [3, '姓名'],
    [5, '身份证号'],
    [6, ''],
    [7, '残疾证等级'],
  ])
  expect(problems[1]!.reason).toContain('王*英')
  expect(checked).toMatchObject({ rowsIn: 6, accepted: 1, rejected: 5 })
})
