// The roll as known on a day: one line a person, one column a fact, in the names that rules use, so that anyone can compute with it.
import type { Day } from '@songhe/basics/day'
import { maskCitizenId } from '@songhe/basics/masking'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { open } from '@songhe/kernel/secrets'
import { writeCsv } from '@songhe/kernel/sheets/csv'
import { sql } from 'kysely'
import { FACT_KINDS } from '../facts/fact-kinds.ts'

const PLAIN = ['person', 'citizen_id', 'area', 'birth', 'sex', 'died_on'] as const
const FACTS = FACT_KINDS.map(({ kind }) => kind).filter((kind) => kind !== 'person.birth' && kind !== 'household')
const PAGE = 5_000

interface Line {
  person: string
  citizen_id: Buffer | null
  area: number
  birth: Day
  sex: string
  died_on: Day | null
  facts: Record<string, string> | null
}

export async function exportRoll(ctx: Context, on: Day): Promise<{ bytes: Buffer; people: number }> {
  let people = 0
  async function* rows(): AsyncGenerator<string[]> {
    yield [...PLAIN, ...FACTS]
    let after = '00000000-0000-0000-0000-000000000000'
    for (;;) {
      const page = await pageAfter(ctx, on, after)
      for (const line of page) yield cells(line)
      people += page.length
      if (page.length < PAGE) return
      after = page.at(-1)!.person
    }
  }
  const bytes = await writeCsv(rows())
  await audit(ctx, { event: 'roll.exported', details: { on, people } })
  return { bytes, people }
}

async function pageAfter(ctx: Context, on: Day, after: string): Promise<Line[]> {
  const found = await sql<Line>`
    select p.id as person, p.citizen_id, p.area, p.birth, p.sex, p.died_on,
      (select json_object_agg(f.kind, f.value) from registry.fact_winning f where f.district = p.district and f.person = p.id
        and f.valid_from <= ${on} and (f.valid_to is null or f.valid_to > ${on})) as facts
    from registry.person p where p.district = ${ctx.principal.district} and p.id > ${after} and p.birth <= ${on}
      and (p.state = 'active' or (p.state = 'closed' and p.left_on > ${on})) order by p.id limit ${PAGE}`.execute(ctx.db)
  return found.rows
}

const cells = ({ person, citizen_id, area, birth, sex, died_on, facts }: Line): string[] => [
  person,
  citizen_id ? maskCitizenId(open(citizen_id)) : '',
  String(area),
  birth,
  sex,
  died_on ?? '',
  ...FACTS.map((kind) => facts?.[kind] ?? ''),
]
