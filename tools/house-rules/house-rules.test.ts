// Holds docs/house.md section 3 and 9: who may import whom, file length, names, shape of a room.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { sourceFiles } from './source-files.ts'

const root = path.resolve(import.meta.dirname, '../..')
const files = sourceFiles(root)
/** Tests, and the worlds they stand on (testing-*.ts): both see rooms whole, and nothing of the product may import them. */
const isTest = (file: string) => /\.test\.tsx?$|(^|\/)testing-[a-z-]+\.ts$/.test(file)

/** Rooms in the order of their floors; a core room may import earlier core rooms only. */
const CORE_ORDER = ['registry', 'policy', 'facilities', 'workforce', 'assessment', 'benefits']
const FOUNDATION: Record<string, string[]> = {
  basics: [],
  kernel: ['basics'],
  ledger: ['basics', 'kernel'],
  rules: ['basics'],
  ui: ['basics'],
}

interface Place {
  floor: string
  room: string
  inside: string
}

const placeOf = (file: string): Place => {
  const [floor = '', room = '', ...rest] = file.split('/')
  return { floor, room, inside: rest.join('/') }
}
const floorOf = new Map(
  ['foundation', 'core', 'care', 'oversight', 'apps'].flatMap((floor) => {
    try {
      return readdirSync(path.join(root, floor)).map((room) => [room, floor] as const)
    } catch {
      return []
    }
  }),
)

function importsOf(file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8')
  return [...text.matchAll(/(?:from\s+|import\s*\(\s*|^import\s+)'([^']+)'/gm)].map((match) => match[1]!)
}

function mayImport(from: Place, room: string, door: string): boolean {
  const floor = floorOf.get(room)
  if (room === from.room) return true
  if (from.floor === 'foundation') return FOUNDATION[from.room]?.includes(room) ?? false
  if (floor === 'foundation') return true
  if (from.floor === 'apps') return ['capability', 'pages'].includes(door)
  if (floor !== 'core' || !['contract', 'door', 'web-door'].includes(door)) return false
  return from.floor === 'care' || from.floor === 'oversight' || CORE_ORDER.indexOf(room) < CORE_ORDER.indexOf(from.room)
}

test('imports run one way, through the doors', () => {
  const wrong: string[] = []
  for (const file of files) {
    if (
      isTest(file) ||
      file.startsWith('tools/') ||
      file.startsWith('bench/') ||
      file.startsWith('torture/') ||
      file.startsWith('journeys/')
    )
      continue
    const from = placeOf(file)
    for (const target of importsOf(file)) {
      const [, room, door = ''] = /^@songhe\/([^/]+)\/?(.*)$/.exec(target) ?? []
      if (room && !mayImport(from, room, door)) wrong.push(`${file} -> ${target}`)
      if (target.startsWith('.') && isTest(target)) wrong.push(`${file} -> ${target} (the product stands on a test)`)
      if (target.startsWith('.')) {
        const reached = placeOf(path.normalize(path.join(path.dirname(file), target)))
        if (reached.room !== from.room) wrong.push(`${file} -> ${target} (leaves its room)`)
        const sides = [from.inside.split('/')[0], reached.inside.split('/')[0]]
        if (sides.includes('web') && sides.includes('server')) wrong.push(`${file} -> ${target} (web and server meet)`)
      }
    }
  }
  expect(wrong).toEqual([])
})

test('every package a file imports is declared by its workspace', () => {
  const wrong: string[] = []
  for (const file of files) {
    const { floor, room } = placeOf(file)
    if (floorOf.get(room) !== floor || isTest(file)) continue
    const manifest = JSON.parse(readFileSync(path.join(root, floor, room, 'package.json'), 'utf8'))
    for (const target of importsOf(file)) {
      if (target.startsWith('.') || target.startsWith('node:')) continue
      const name = target
        .split('/')
        .slice(0, target.startsWith('@') ? 2 : 1)
        .join('/')
      if (name !== manifest.name && !manifest.dependencies?.[name]) wrong.push(`${file} -> ${name}`)
    }
  }
  expect(wrong).toEqual([])
})

test('no file is longer than 400 lines, and none is called utils, helpers, common, manager or misc', () => {
  const long = files.filter(
    (file) => !file.includes('.gen.') && readFileSync(path.join(root, file), 'utf8').split('\n').length > 400,
  )
  const nameless = files.filter((file) => /(^|\/)(utils?|helpers?|common|misc|manager)(\.|\/)/.test(file))
  expect({ long, nameless }).toEqual({ long: [], nameless: [] })
})

test('file names are kebab-case and every file says first why it exists', () => {
  const loud = files.filter((file) => !/^[a-z0-9.-]+$/.test(path.basename(file)))
  const silent = files.filter(
    (file) => !isTest(file) && !/^(#!.*\n)?(\/\/|\/\*)/.test(readFileSync(path.join(root, file), 'utf8')),
  )
  expect({ loud, silent: silent.filter((file) => !file.endsWith('.config.ts')) }).toEqual({ loud: [], silent: [] })
})

test('a page reads no shape: the browser has none of zod', () => {
  const wrong = files
    .filter((file) => /(\/web\/|^apps\/console\/|^foundation\/ui\/)/.test(file) && !isTest(file))
    .filter((file) =>
      /\b[A-Z]\w*\.(options|parse|safeParse|enum|shape)\b|from 'zod'/.test(readFileSync(path.join(root, file), 'utf8')),
    )
  expect(wrong).toEqual([])
})

test('default exports stand in configuration files only', () => {
  expect(
    files.filter((file) => !file.endsWith('.config.ts') && /^export default/m.test(readFileSync(path.join(root, file), 'utf8'))),
  ).toEqual([])
})

test('every workspace has a README', () => {
  const without = [...floorOf]
    .filter(([room, floor]) => !readdirSync(path.join(root, floor, room)).includes('README.md'))
    .map(([room]) => room)
  expect(without).toEqual([])
})
