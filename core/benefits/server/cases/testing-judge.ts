// For tests that are about the way of a case and not about rules: everybody alive and 80 or older is due 100 yuan of old-age allowance.
import { ageOn, firstDay, lastDay } from '@songhe/basics/day'
import { sql } from 'kysely'
import type { Judge } from './judge-port.ts'

const DOCUMENT = '开州府办发〔2024〕35号'
const CLAUSE = '三（一）2'

export const eightyJudge: Judge = {
  async person(ctx, person, month) {
    const found = await sql<{ birth: string; died_on: string | null }>`
      select birth, died_on from registry.person where district = ${ctx.principal.district} and id = ${person}`.execute(ctx.db)
    const row = found.rows[0]
    if (!row) return []
    const age = ageOn(row.birth, lastDay(month))
    const old = age >= 80
    const alive = row.died_on === null || row.died_on >= firstDay(month)
    const source = { source: '公安人口库', sourceId: null, reportedOn: '2026-11-03', since: null }
    return [
      {
        programme: 'old-age-allowance',
        outcome: old && alive ? 'due' : 'none',
        fen: old && alive ? 10_000 : 0,
        why: [
          {
            condition: '年龄',
            wanted: '>= 80',
            fact: 'person.age',
            value: `${age}`,
            verdict: old ? 'met' : 'not-met',
            ...source,
          },
          {
            condition: '在世',
            wanted: 'true',
            fact: 'person.alive',
            value: alive ? '是' : '否',
            verdict: alive ? 'met' : 'not-met',
            ...source,
          },
        ],
        citation: { document: DOCUMENT, clause: CLAUSE },
        amount: { status: 'example', document: null, clause: null, decision: '示例决定-开州-1' },
        table: { title: '高龄津贴月标准', pack: 'old-age-allowance', version: 1, row: old ? '80+' : null },
        missing: [],
        excludedBy: null,
        nextChange: null,
      },
    ]
  },
  async population(ctx, month, into) {
    await sql`create temporary table ${sql.ref(into)} on commit drop as
      select id as person, area, 'old-age-allowance'::text as programme, 'due'::text as outcome, '80+'::text as row_id, 10000::bigint as fen,
        'old-age-allowance'::text as pack, 1 as version, ${DOCUMENT}::text as document, ${CLAUSE}::text as clause, '[]'::jsonb as missing
      from registry.person where district = ${ctx.principal.district} and state = 'active' and birth <= (${lastDay(month)}::date - interval '80 years')
        and (died_on is null or died_on >= ${firstDay(month)}::date)`.execute(ctx.db)
  },
}
