// P11: the search box over 800,000 people: name prefix, two characters inside, pinyin initials, last four; the statement alone, as the application role.
import { bulkRegister, recordSource } from '@songhe/registry/door'
import { capability as registry } from '@songhe/registry/capability'
import { testDatabase } from '@songhe/kernel/testing'
import { foundBy, waysToFind } from '../core/registry/server/people/find-people.ts'
import { inventedRow } from '../core/registry/server/testing/invented-rows.ts'
import { plantAreas } from '../core/registry/server/testing/plant-areas.ts'
import type { Figure } from './figure.ts'
import { percentile, timed } from './database-of-bench.ts'

const QUERIES = 2_000

export async function nameSearch(rows = 800_000): Promise<Figure[]> {
  const world = await testDatabase([registry])
  try {
    await plantAreas(world)
    const filled = await timed(() =>
      world.as({}, async (ctx) => {
        const source = await recordSource(ctx, { kind: 'import', label: '名册', reportedOn: '2026-11-01' })
        await bulkRegister(ctx, { source, rows: invented(rows) })
      }),
    )
    for (const table of ['registry.person', 'registry.person_gram']) await world.owner(`vacuum analyze ${table}`)
    const times: number[] = []
    await world.as({}, async (ctx) => {
      for (let i = 0; i < QUERIES; i++) {
        const statement = foundBy(1, waysToFind(1, questionOf(i, rows)), 13)
        times.push(await timed(() => statement.execute(ctx.db)))
      }
    })
    return [
      {
        goal: 'P11',
        what: `search over ${rows} people, ${QUERIES} questions`,
        figure: `p50 ${percentile(times, 0.5).toFixed(1)} ms, p99 ${percentile(times, 0.99).toFixed(1)} ms`,
        beside: `registered through the bulk verb in ${Math.round(filled / 1000)} s`,
        bar: 'p99 20 ms',
      },
    ]
  } finally {
    await world.close()
  }
}

function* invented(count: number) {
  for (let i = 0; i < count; i++) yield inventedRow(i)
}

/** Questions spread over the roll: a surname with one more character, two inner characters, initials, the last four. */
function questionOf(i: number, rows: number): string {
  const person = inventedRow((i * 7_919) % rows)
  const ways = [person.name.slice(0, 2), person.name.slice(-2), initialsOf(person.name), person.citizenId!.slice(-4), person.name]
  return ways[i % ways.length]!
}

const INITIALS: Record<string, string> = Object.fromEntries(
  [
    ...'王w李l张z刘l陈c杨y赵z黄h周z吴w徐x孙s胡h朱z高g林l何h郭g马m罗l秀x英y兰l芳f珍z玉y桂g淑s素s琴q国g华h建j明m德d文w志z永y光g正z'.matchAll(
      /(.)([a-z])/gu,
    ),
  ].map(([, character, letter]) => [character!, letter!]),
)
const initialsOf = (name: string) => [...name].map((character) => INITIALS[character] ?? '').join('')
