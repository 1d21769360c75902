// Z2: numbers that exist once, planted where they belong, and looked for in every byte that leaves: answers, tables taken away, the log, the database’s own text, files on disk.
import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { importFile } from '@songhe/kernel/sheets/import-file'
import type { Log } from '@songhe/kernel/context'
import type { Arena, Finding, Trial } from '../trial.ts'
import { withTestServer } from '../test-server.ts'
import { type AttackWorld, HOME_DISTRICT, openAttackWorld } from './attack-world.ts'
import { layTripwire, openProber } from './probe.ts'
import { keyOf } from './requests.ts'
import { sweep } from './sweep.ts'

/** Where the whole value is what was asked for; each is an act in the log. */
const DECLARED: Record<string, string[]> = {
  'POST /people/:id/unmask': ['citizenId'],
  'GET /benefits/bank-files/:id': ['card'],
}
/** Only those who may see names. */
const NAMES = 'registry.names'

async function canaries(_arena: Arena, breaks?: (attack: AttackWorld) => Promise<unknown>): Promise<Finding> {
  return withTestServer(async () => {
    const attack = await openAttackWorld()
    await layTripwire(attack)
    await breaks?.(attack)
    const written: string[] = []
    const log: Log = { info: keep, warn: keep, error: keep }
    function keep(facts: object, message: string) {
      written.push(`${JSON.stringify(facts)} ${message}`)
    }
    const { citizenId, phone, card, mark } = attack.targets.village
    const numbers = { citizenId, phone, card, contact: '13911112222' }
    const faults = new Set<string>()
    const prober = await openProber(attack, log)
    let [answers, bytes] = [0, 0]
    try {
      for await (const { line, attacker, answer } of sweep(attack, prober)) {
        answers++
        bytes += answer.text.length
        for (const [what, value] of Object.entries(numbers))
          if (answer.text.includes(value) && !DECLARED[keyOf(line)]?.includes(what))
            faults.add(`${keyOf(line)} gives ${attacker.name} the whole ${what}`)
        const named = attack.catalogue.permissions.get(NAMES)!.roles.includes(attacker.role)
        if (!named && (answer.text.includes(`${mark}甲某`) || answer.text.includes(`${mark}家巷`)))
          faults.add(`${keyOf(line)} gives ${attacker.name} a name or address unmasked`)
      }
      await importBadRows(attack, numbers)
      for (const line of written)
        for (const [what, value] of Object.entries(numbers))
          if (line.includes(value)) faults.add(`the log holds the ${what}: ${line.slice(0, 120)}`)
      for (const fault of await inTheDatabase(attack, numbers)) faults.add(fault)
      const files = onDisk(Object.values(numbers))
      for (const file of files.holding) faults.add(`a file on disk holds a number in the clear: ${file}`)
      return {
        figures: { answers, 'bytes read': bytes, 'log lines': written.length, 'files on disk': files.count },
        faults: [...faults],
      }
    } finally {
      await prober.close()
      await attack.close()
    }
  })
}

/** A roll with faulty rows: what is kept about a returned row must not be the number itself. */
async function importBadRows(attack: AttackWorld, { citizenId, phone, card }: Record<'citizenId' | 'phone' | 'card', string>) {
  const spoiled = `${citizenId.slice(0, 17)}${citizenId.endsWith('0') ? '1' : '0'}`
  const rows = [
    '姓名,身份证号,镇街,村社,联系电话,银行账号',
    `测某一,${spoiled},没有的镇,没有的村,${phone},${card}`,
    `测某二,${citizenId},,,${phone}x,${card}y`,
    `${citizenId},测某三,,,${card},${phone}`,
  ]
  await attack.world.as({ district: HOME_DISTRICT, roles: ['clerk'] }, (ctx) =>
    importFile(ctx, {
      sheet: 'roll',
      name: '名册.csv',
      bytes: Buffer.from(rows.join('\r\n')),
      partly: true,
      progress: async () => {},
    }),
  )
}

async function inTheDatabase({ world }: AttackWorld, numbers: Record<string, string>): Promise<string[]> {
  const tables = await world.owner<{
    name: string
  }>(`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'tripwire')`)
  const faults: string[] = []
  for (const { name } of tables)
    for (const [what, value] of Object.entries(numbers)) {
      const [held] = await world.owner<{ n: number }>(`select count(*)::int as n from ${name} t where t::text like $1`, [
        `%${value.slice(0, 17)}%`,
      ])
      if (held!.n > 0) faults.push(`${name} holds the ${what} in the clear (${held!.n} rows)`)
    }
  return faults
}

function onDisk(numbers: readonly string[]): { count: number; holding: string[] } {
  const folder = path.join(tmpdir(), `songhe-test-files-${process.pid}`)
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const holding = files.filter((file) => {
    const bytes = readFileSync(path.join(file.parentPath, file.name))
    return numbers.some((number) => bytes.includes(number))
  })
  return { count: files.length, holding: holding.map(({ name }) => name) }
}

export const z2: Trial = {
  id: 'Z2',
  title:
    'ID number, card, telephone and name that exist once, looked for in every answer, table taken away, log line, column and file',
  target: '0 whole numbers outside the two acts that are for them; 0 names before those who may not see names',
  tier: 'a',
  run: (arena) => canaries(arena),
  control: {
    breaks: 'somebody wrote a number into a column of plain text, and names are no longer masked in the register',
    run: (arena) =>
      canaries(arena, ({ world, targets }) =>
        world.owner(
          `update registry.person set name_masked = name; update benefits.benefit_case set holder_name = '${targets.village.citizenId}'`,
        ),
      ),
  },
}
