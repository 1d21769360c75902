// F3: ten thousand spoiled rows and the files nobody means. Every spoiled row comes back with row, column, value and reason; every row is accounted for.
import { checkCharacter } from '@songhe/basics/citizen-id'
import { newId } from '@songhe/basics/ids'
import { Problem } from '@songhe/basics/problem'
import { runCheck, prepareCheck } from '@songhe/kernel/sheets/check-import'
import { sheetsCapability } from '@songhe/kernel/sheets/capability'
import { bytesOf, writeStream } from '@songhe/kernel/sheets/excel'
import { previewImport, showImport } from '@songhe/kernel/sheets/preview-import'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { capability as registry } from '@songhe/registry/capability'
import { plantAreas } from '../../core/registry/server/testing/plant-areas.ts'
import type { Arena, Finding, Trial } from '../trial.ts'
import { withTestServer } from '../test-server.ts'
import { HOSTILE } from './hostile-files.ts'
import { pick } from './nasty.ts'

const COLUMNS = ['身份证号', '姓名', '镇街', '村社', '联系电话', '银行账号', '出生日期', '低保'] as const
type Column = (typeof COLUMNS)[number]
type Row = Record<Column, string>
const REFUSED_WITHIN_MS = 1_000
const MOST_MEMORY_MB = 300

interface Spoil {
  column: Column
  /** Must come back; otherwise it is odd but readable and must not. */
  bad: boolean
  do(row: Row, random: Arena['random']): string
}

const digits = (n: number, random: Arena['random']) => Array.from({ length: n }, () => Math.floor(random() * 10)).join('')
const fullWidth = (text: string) =>
  [...text].map((c) => (/\d/.test(c) ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c)).join('')

function roundedAndWrong(id: string): string {
  const rounded = `${id.slice(0, 15)}000`
  return checkCharacter(rounded.slice(0, 17)) === '0' ? '5.00199E+17' : rounded
}

const SPOILS: Spoil[] = [
  { column: '身份证号', bad: true, do: () => '' },
  { column: '身份证号', bad: true, do: () => '5.00199E+17' },
  // Rounded and kept as text; one in eleven of these still checks, and no program can know.
  { column: '身份证号', bad: true, do: ({ 身份证号 }) => roundedAndWrong(身份证号) },
  { column: '身份证号', bad: true, do: ({ 身份证号 }) => 身份证号.slice(0, 17) + (身份证号.endsWith('1') ? '2' : '1') },
  { column: '身份证号', bad: true, do: ({ 身份证号 }) => 身份证号.slice(0, 17) },
  { column: '身份证号', bad: true, do: ({ 身份证号 }) => `${身份证号}9` },
  { column: '身份证号', bad: true, do: (_row, random) => `50019919461399${digits(4, random)}` },
  { column: '身份证号', bad: true, do: (_row, random) => `50019920990101${digits(4, random)}` },
  { column: '身份证号', bad: true, do: () => '见附件' },
  { column: '身份证号', bad: true, do: () => '#N/A' },
  { column: '身份证号', bad: false, do: ({ 身份证号 }) => fullWidth(身份证号) },
  { column: '身份证号', bad: false, do: ({ 身份证号 }) => ` '${身份证号.toLowerCase()} ` },
  { column: '姓名', bad: true, do: () => '' },
  { column: '姓名', bad: true, do: () => '   ' },
  { column: '姓名', bad: true, do: () => '甲'.repeat(501) },
  { column: '姓名', bad: true, do: () => '王\uFFFD' },
  { column: '姓名', bad: true, do: () => '#REF!' },
  { column: '姓名', bad: false, do: () => '𠮷䶮' },
  { column: '镇街', bad: true, do: () => '没有这个镇' },
  { column: '村社', bad: true, do: () => '没有这个村' },
  { column: '联系电话', bad: true, do: () => '1390000000x' },
  { column: '联系电话', bad: true, do: () => '13900000001、13900000002' },
  { column: '联系电话', bad: false, do: () => '１３９ ０００１ ０００１' },
  { column: '银行账号', bad: true, do: () => '6.21700E+18' },
  { column: '银行账号', bad: true, do: () => '无' },
  { column: '出生日期', bad: true, do: () => '2026-02-30' },
  { column: '出生日期', bad: true, do: () => '昨天' },
  { column: '出生日期', bad: true, do: () => '16800' },
  { column: '低保', bad: true, do: () => '大概' },
  { column: '低保', bad: false, do: () => '√' },
]

async function excel(arena: Arena, broken: boolean): Promise<Finding> {
  return withTestServer(async () => {
    const world = await testDatabase([sheetsCapability, registry])
    await plantAreas(world)
    const faults: string[] = []
    try {
      const rows = await spoiledRows(
        world,
        arena,
        broken ? 400 : arena.count({ a: 10_000, b: 10_000, c: 200_000 }),
        broken,
        faults,
      )
      const files = broken ? {} : await hostileFiles(world, faults)
      return { figures: { ...rows, ...files }, faults }
    } finally {
      await world.close()
    }
  })
}

async function spoiledRows(
  world: TestWorld,
  { random }: Arena,
  count: number,
  broken: boolean,
  faults: string[],
): Promise<Record<string, number>> {
  const rows: string[][] = []
  const wanted = new Map<number, Spoil | 'double'>()
  const seen = new Map<string, number>()
  for (let i = 0; i < count; i++) {
    const row = goodRow(i)
    const number = i + 2
    const spoil = random() < 0.8 ? pick(SPOILS, random) : undefined
    if (spoil) row[spoil.column] = spoil.do(row, random)
    if (spoil) wanted.set(number, spoil)
    // Two people with one number: the second comes back.
    else if (random() < 0.1 && seen.size > 0) {
      row.身份证号 = pick([...seen.keys()], random)
      wanted.set(number, 'double')
    } else seen.set(row.身份证号, number)
    rows.push(COLUMNS.map((column) => row[column]))
  }
  const bytes = await bytesOf((target) =>
    writeStream(target, { sheet: '名册', columns: COLUMNS.map((title) => ({ title })), rows }),
  )
  const started = performance.now()
  const id = await checked(world, bytes)
  const seconds = Math.round(performance.now() - started)
  if (broken) await world.owner(`delete from kernel.sheet_row_problem where "column" = 'phone'`)
  const [record] = await world.owner<{ rows_in: number; accepted: number; rejected: number }>(
    'select rows_in, accepted, rejected from kernel.sheet_import where id = $1',
    [id],
  )
  const problems = await world.owner<{ row: number; column: string; reason: string; value: string }>(
    'select row, "column", reason, value from kernel.sheet_row_problem where import = $1 and not warning',
    [id],
  )
  const byRow = Map.groupBy(problems, (problem) => problem.row)
  const { rows_in, accepted, rejected } = record!
  if (rows_in !== accepted + rejected) faults.push(`${rows_in} rows in, ${accepted} accepted, ${rejected} returned`)
  if (rows_in !== count) faults.push(`${count} rows sent, ${rows_in} counted`)
  let spoilt = 0
  for (const [row, spoil] of wanted) {
    const found = byRow.get(row) ?? []
    const bad = spoil === 'double' || spoil.bad
    if (bad) spoilt++
    const title = spoil === 'double' ? '身份证号' : spoil.column
    if (bad && !found.some((problem) => KEYS[title].includes(problem.column) && problem.reason))
      faults.push(`row ${row} (${title}: ${JSON.stringify(rows[row - 2])}) did not come back`)
    if (!bad && found.length > 0) faults.push(`row ${row} came back although ${title} can be read: ${found[0]!.reason}`)
  }
  for (const row of byRow.keys())
    if (!wanted.has(row)) faults.push(`row ${row} came back although nothing is wrong with it: ${byRow.get(row)![0]!.reason}`)
  if (problems.some(({ value }) => /\d{12}/.test(value))) faults.push('a returned value shows a whole number')
  return { rows: count, spoilt, returned: rejected, 'checked in ms': seconds }
}

const KEYS: Record<Column, string[]> = {
  身份证号: ['number'],
  姓名: ['name'],
  镇街: ['town', 'village'],
  村社: ['village', 'town'],
  联系电话: ['phone'],
  银行账号: ['account'],
  出生日期: ['birth'],
  低保: ['aid.minimum-allowance'],
}

function goodRow(i: number): Row {
  const day = new Date(Date.UTC(1940, 0, 1 + Math.floor(i / 400))).toISOString().slice(0, 10)
  const first17 = `500199${day.replaceAll('-', '')}${String((i % 400) * 2 + 1).padStart(3, '0')}`
  return {
    身份证号: first17 + checkCharacter(first17),
    姓名: '测某某',
    镇街: '一镇',
    村社: '一村',
    联系电话: '13900010001',
    银行账号: '',
    出生日期: day,
    低保: '否',
  }
}

async function checked(world: TestWorld, bytes: Buffer, name = '名册.xlsx'): Promise<string> {
  return world.as({ roles: ['clerk'] }, async (ctx) => {
    const id = newId()
    await previewImport(ctx, { query: { id, sheet: 'roll' }, file: { name, mediaType: 'application/octet-stream', bytes } })
    const { headerRow, mapping } = await showImport(ctx, { params: { id } })
    await prepareCheck(ctx, { params: { id }, body: { headerRow, mapping, options: {} } })
    await runCheck(ctx, { id }, async () => {})
    return id
  })
}

async function hostileFiles(world: TestWorld, faults: string[]): Promise<Record<string, number>> {
  let [slowest, most] = [0, 0]
  for (const { what, fate, bytes } of HOSTILE) {
    const file = await bytes()
    const before = process.resourceUsage().maxRSS
    const started = performance.now()
    const error = await checked(world, file).then(
      () => null,
      (thrown: unknown) => thrown,
    )
    const ms = Math.round(performance.now() - started)
    const grown = Math.round((process.resourceUsage().maxRSS - before) / 1_024)
    most = Math.max(most, grown)
    if (error !== null && !(error instanceof Problem)) faults.push(`${what}: fell over (${String(error).slice(0, 200)})`)
    else if (error instanceof Problem && !error.details.next && error.kind !== 'invalid')
      faults.push(`${what}: refused without saying what to do`)
    else if (fate === 'read' && error) faults.push(`${what}: refused (${(error as Error).message}) although it can be read`)
    else if (fate === 'refused' && !error) faults.push(`${what}: taken`)
    if (fate === 'refused') slowest = Math.max(slowest, ms)
    if (fate === 'refused' && ms > REFUSED_WITHIN_MS) faults.push(`${what}: took ${ms} ms to refuse`)
    if (grown > MOST_MEMORY_MB) faults.push(`${what}: took ${grown} MB`)
  }
  return { files: HOSTILE.length, 'slowest refusal ms': slowest, 'most memory MB': most }
}

export const f3: Trial = {
  id: 'F3',
  title:
    'An Excel roll of spoiled rows (rounded and wrong numbers, full-width digits, text dates, doubles, broken characters) and files nobody means (bombs, lies, disguises, macros)',
  target:
    'each spoiled row named with column and reason, readable ones taken; rows in = accepted + returned; bombs refused within 1 s and 300 MB',
  tier: 'a',
  run: (arena) => excel(arena, false),
  control: { breaks: 'reasons about telephone numbers are lost', run: (arena) => excel(arena, true) },
}
