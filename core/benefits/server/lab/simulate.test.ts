// The laboratory says what the database would say: for every month, programme and person of a random roll, to the fen, for every kind of change.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Scheme } from '../../contract-lab.ts'
import { CLERK, type MonthWorld, monthWorld } from '../month/testing-month.ts'
import { exclusionMatrix } from './exclusion-matrix.ts'
import { labNames } from './names-of-trial.ts'
import { reloadRoll } from './reload-roll.ts'
import { idOf } from './roll.ts'
import { showCombination } from './show-combination.ts'
import { showLab } from './show-lab.ts'
import { simulate } from './simulate.ts'
import { judgedInSql, plantEdges } from './testing-lab.ts'
import { tryOut } from './trial.ts'

const SCALE = Number(process.env.SONGHE_TEST_SCALE ?? 1)
/** Each month is judged once more in SQL. */
const MONTHS = SCALE > 1 ? 12 : 6
let month: MonthWorld
beforeAll(async () => {
  month = await monthWorld()
  await plantEdges(month, 250 * SCALE, '2026-11-24', 7)
})
afterAll(() => month.world.close())

const schemes: Record<string, Partial<Scheme>> = {
  'an amount is raised': { cells: [['old-age-allowance', '80-89', '月标准', '135元']] },
  'thresholds of age and ability move': {
    cells: [
      ['old-age-allowance', '80-89', '年龄', '[70..89]'],
      ['service-subsidy', '低保-失能', '能力等级', '>= 3'],
    ],
  },
  'a table ends within the months, another changes': {
    cells: [['old-age-allowance', '100', '月标准', '800元']],
    dates: [
      { pack: 'disability-living', to: '2027-04-15' },
      { pack: 'old-age-allowance', from: '2027-02-01' },
    ],
  },
  'pairs are decided anew, a table is given up': {
    without: ['disability-living'],
    pairs: [
      { between: ['destitute-care', 'disability-nursing'], keep: 'both' },
      { between: ['old-age-allowance', 'service-subsidy'], keep: 'higher' },
    ],
  },
  "another district's rules": { base: 'dianjiang' },
}
const asText = (...each: Partial<Scheme>[]) =>
  JSON.stringify(each.map((one, i) => Scheme.parse({ name: `方案${i + 1}`, base: 'published', ...one })))
const ask = (...each: Partial<Scheme>[]) =>
  month.as(CLERK, (ctx) => simulate(ctx, { query: { schemes: asText(...each), months: 12 } }))

test.each(Object.entries(schemes))('%s: month by month and person by person as SQL says [YB-068]', async (_title, scheme) => {
  await month.as(CLERK, async (ctx) => {
    const trial = await tryOut(ctx, { schemes: asText(scheme), months: MONTHS })
    const { read, weighed } = trial.schemes[0]!
    const sums = new Map<string, number>()
    const programmes = new Map<string, number>()
    for (const [i, on] of trial.days.entries()) {
      const told = await judgedInSql(ctx, read, on)
      expect([on, weighed.months[i]!.fen, weighed.months[i]!.persons]).toEqual([on, told.fen, told.persons])
      for (const [person, fen] of told.byPerson) sums.set(person, (sums.get(person) ?? 0) + fen)
      for (const [programme, fen] of told.byProgramme) programmes.set(programme, (programmes.get(programme) ?? 0) + fen)
    }
    const ours = Array.from(weighed.sums, (fen, row) => [idOf(trial.roll, row), fen] as const).filter(([, fen]) => fen > 0)
    expect(new Map(ours)).toEqual(sums)
    for (const [programme, { fen }] of weighed.programmes)
      expect([programme, fen]).toEqual([programme, programmes.get(programme) ?? 0])
  })
})

test('gains less losses are the difference of the totals, in every breakdown, and unchanged schemes change nobody', async () => {
  const { before, schemes: told } = await ask(
    {},
    schemes['thresholds of age and ability move']!,
    schemes["another district's rules"]!,
  )
  expect(before.fen).toBeGreaterThan(0)
  expect([told[0]!.gain.persons, told[0]!.lose.persons, told[0]!.fen]).toEqual([0, 0, before.fen])
  expect(told[1]!.gain.persons).toBeGreaterThan(0)
  for (const { fen, gain, lose, groups } of told) {
    expect(gain.fen + lose.fen).toBe(fen - before.fen)
    for (const parts of Object.values(groups)) {
      expect(parts.reduce((sum, one) => sum + one.after - one.before, 0)).toBe(fen - before.fen)
      expect(parts.reduce((sum, one) => sum + one.gain, 0)).toBe(gain.persons)
    }
  }
})

test('names stand behind each number: paged, by group, masked without the permission, and the look is in the log', async () => {
  const scheme = schemes['an amount is raised']!
  const { schemes: told } = await ask(scheme)
  const query = { schemes: asText(scheme), months: 12, scheme: 0, kind: 'gain' as const, page: 1, size: 7 }
  const first = await month.as(CLERK, (ctx) => labNames(ctx, { query }))
  expect([first.total, first.rows.length]).toEqual([told[0]!.gain.persons, 7])
  const town = told[0]!.groups.town!.find((one) => one.gain > 0)!
  const ofTown = await month.as(CLERK, (ctx) => labNames(ctx, { query: { ...query, dimension: 'town', group: town.key } }))
  expect(ofTown.total).toBe(town.gain)
  expect(
    ofTown.rows.every((row) => row.town === town.name && row.difference === row.after - row.before && row.difference > 0),
  ).toBe(true)
  const masked = await month.world.as({ district: 4, permissions: ['registry.read'] }, (ctx) => labNames(ctx, { query }))
  expect(new Set(masked.rows.map(({ name }) => name))).toEqual(new Set(['测*']))
  const looks = await month.world.owner(`select count(*)::int as n from kernel.audit_entry where event = 'lab.names-viewed'`)
  expect(looks[0].n).toBe(3)
})

test('a town sees its own people only, and 重新载入 reads the register anew', async () => {
  const whole = await ask()
  const own = await month.world.as({ district: 4, roles: ['town-officer'], areas: [4_020] }, (ctx) =>
    simulate(ctx, { query: { schemes: '', months: 1 } }),
  )
  expect(own.roll.persons).toBeLessThan(whole.roll.persons)
  await month.elder({ birth: '1930-01-01', facts: { 'person.registered-here': 'true' } })
  expect((await ask()).roll.persons).toBe(whole.roll.persons)
  await month.as(CLERK, (ctx) => reloadRoll(ctx, { body: { id: '018f0000-0000-7000-8000-000000000001' } }))
  expect((await ask()).roll.persons).toBe(whole.roll.persons + 1)
})

test('a change that makes no table is refused with its place, and a fifth scheme too', async () => {
  await expect(ask({ cells: [['old-age-allowance', '80-89', '年龄', '[80..95]']] })).rejects.toThrow('重叠')
  await expect(ask({ cells: [['old-age-allowance', '80-89', '月标准', '很多']] })).rejects.toThrow('80-89')
  await expect(ask({ base: 'atlantis' })).rejects.toThrow('atlantis')
  await expect(ask({}, {}, {}, {}, {})).rejects.toThrow('方案')
})

test('the laboratory begins with every table in force, its cells and the rules between them', async () => {
  const lab = await month.as(CLERK, (ctx) => showLab(ctx, { query: { base: 'published' } }))
  const table = lab.tables.find(({ pack }) => pack === 'old-age-allowance')!
  expect(table.rows[0]).toMatchObject({
    row: '80-89',
    cells: { 年龄: { text: '[80..89]' }, 月标准: { text: '100元', changed: false } },
  })
  expect(lab.pairs).toContainEqual(expect.objectContaining({ between: ['destitute-care', 'disability-living'] }))
  expect(lab.regions.at(-1)).toMatchObject({ region: 'kaizhou', own: true })
})

test('every pair has its cited verdict or says that nobody has a source, and one elder hears her best legal combination', async () => {
  const { programmes, pairs, open } = await month.as(CLERK, exclusionMatrix)
  expect(pairs.length).toBe((programmes.length * (programmes.length - 1)) / 2)
  for (const { verdict, document } of pairs) expect(verdict === 'ask' ? document === null : Boolean(document)).toBe(true)
  const of = (one: string, other: string) => pairs.find(({ between }) => between.includes(one) && between.includes(other))
  expect(of('disability-living', 'disability-nursing')).toMatchObject({ verdict: 'both', document: '渝民发〔2021〕15号' })
  expect(of('destitute-care', 'disability-living')).toMatchObject({ verdict: 'one', keep: 'destitute-care' })
  expect(open).toBe(pairs.filter(({ verdict }) => verdict === 'ask').length)
  const facts = {
    'person.registered-here': 'true',
    'aid.minimum-allowance': 'true',
    'aid.destitute': 'false',
    'ability.level': '3',
    'disability.grade': '1',
  }
  const person = await month.elder({ birth: '1940-03-12', facts })
  const told = await month.as(CLERK, (ctx) => showCombination(ctx, { params: { person } }))
  expect(told.best).toEqual(told.paid)
  expect(told.paid.reduce((sum, { fen }) => sum + fen, 0)).toBe(10_000 + 30_000 + 10_000 + 11_000)
  expect(told.open).toContainEqual(expect.arrayContaining(['高龄津贴', '养老服务补贴']))
})
