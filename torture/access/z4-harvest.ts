// Z4: a clerk's account opens file after file. It is slowed, the administrator of the log is told, tables carry who took them and why; nobody else notices.
import { readEntries, textOf } from '@songhe/kernel/sheets/zip-entries'
import type { Arena, Finding, Trial } from '../trial.ts'
import { withTestServer } from '../test-server.ts'
import { type AttackWorld, HOME_DISTRICT, openAttackWorld, quiet } from './attack-world.ts'
import { buildHttp } from '@songhe/kernel/http/build-http'
import { addressOf } from './probe.ts'

const LIMIT = 40
const OVER = 3
const SLOW_MS = 1_500

async function harvest(_arena: Arena, breaks?: (attack: AttackWorld) => Promise<unknown>): Promise<Finding> {
  return withTestServer(async () => {
    const attack = await openAttackWorld()
    const { world, catalogue, attackers } = attack
    const faults: string[] = []
    const must = (holds: boolean, fault: string) => holds || faults.push(fault)
    await world.owner(`insert into kernel.setting values ($1, 'harvest.files-in-ten-minutes', $2)`, [HOME_DISTRICT, LIMIT])
    await breaks?.(attack)
    const app = await buildHttp({ database: world.database, around: { catalogue, log: quiet }, helpLine: () => '' })
    const by = (name: string) => attackers.find((attacker) => attacker.name === name)!
    let sent = 0
    const get = async (path: string, name: string) => {
      const started = performance.now()
      const reply = await app.inject({
        url: `/api${path}`,
        headers: { cookie: by(name).cookie },
        remoteAddress: addressOf(300_000 + sent++),
      })
      return { reply, ms: performance.now() - started }
    }
    try {
      const people = await world.owner<{ id: string }>(
        'select id from registry.person where district = $1 order by id limit $2',
        [HOME_DISTRICT, LIMIT + OVER],
      )
      const times: number[] = []
      for (const { id } of people) {
        const { reply, ms } = await get(`/people/${id}`, 'clerk@district')
        times.push(ms)
        must(reply.statusCode === 200, `a file was refused (${reply.statusCode})`)
      }
      const [before, after] = [times.slice(0, LIMIT), times.slice(LIMIT)]
      must(
        before.every((ms) => ms < SLOW_MS),
        'slowed below the limit',
      )
      must(
        after.every((ms) => ms >= SLOW_MS),
        `not slowed above the limit (${after.map(Math.round)})`,
      )
      must((await get(`/people/${people[0]!.id}`, 'reviewer@district')).ms < SLOW_MS, 'a colleague was slowed too')
      const todos = (await get('/todos', 'audit-admin@district')).reply.json() as { key: string; count: number }[]
      must(
        todos.some(({ key, count }) => key === 'harvest' && count === 1),
        'the administrator of the log is not told once',
      )
      await takenAway(
        await get('/people/sheet?reason=核对花名册', 'reviewer@district').then(({ reply }) => reply.rawPayload),
        attack,
        must,
      )
      return {
        figures: {
          files: people.length,
          limit: LIMIT,
          'slowest below ms': Math.round(Math.max(...before)),
          'fastest above ms': Math.round(Math.min(...after)),
        },
        faults,
      }
    } finally {
      await app.close()
      await attack.close()
    }
  })
}

async function takenAway(bytes: Buffer, { world }: AttackWorld, must: (holds: boolean, fault: string) => unknown) {
  const pages = readEntries(bytes).filter(({ name }) => /worksheets\/sheet\d/.test(name))
  const texts = pages.map((page) => textOf(bytes, page))
  must(
    texts.some((text) => /<oddFooter>[^<]*用途：核对花名册/.test(text)),
    'the table does not carry who took it and why on its pages',
  )
  const [entry] = await world.owner<{ reason: string }>(
    `select reason from kernel.audit_entry where event = 'list.exported' order by seq desc limit 1`,
  )
  must(entry?.reason === '核对花名册', 'the reason of the export is not in the log')
}

export const z4: Trial = {
  id: 'Z4',
  title: 'An account that opens file after file, and a table taken away',
  target:
    'above the district’s limit (500 files in ten minutes unless set) each further file waits two seconds, the log’s administrator is told once, nobody is refused; tables carry name, time and reason',
  tier: 'a',
  run: (arena) => harvest(arena),
  control: {
    breaks: 'the limit is a million',
    run: (arena) =>
      harvest(arena, ({ world }) =>
        world.owner(`update kernel.setting set value = '1000000' where key = 'harvest.files-in-ten-minutes'`),
      ),
  },
}
