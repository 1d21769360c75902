// Puts generated elders into a test's own database: persons, statements with their source, streams.
import { randomUUID } from 'node:crypto'
import { DISTRICT, VILLAGE } from '../../core/benefits/server/cases/testing-room.ts'
import type { MonthWorld } from '../../core/benefits/server/month/testing-month.ts'
import type { Facts } from './amounts-of.ts'
import type { Elder } from './generated-elders.ts'

export const KINDS: Record<keyof Facts, string> = {
  registeredHere: 'person.registered-here',
  destitute: 'aid.destitute',
  care: 'aid.destitute-care',
  minimumAllowance: 'aid.minimum-allowance',
  lowIncome: 'aid.low-income',
  disabilityGrade: 'disability.grade',
  abilityLevel: 'ability.level',
  injuryNursing: 'insurance.injury-nursing',
}

export async function plantElders({ world }: MonthWorld, planted: Elder[]) {
  const source = randomUUID()
  await world.owner(
    `insert into registry.source (district, id, kind, label, reported_on) values (${DISTRICT}, $1, 'aid', '区社会救助中心名册', '2026-10-28')`,
    [source],
  )
  const insert = (sql: string, rows: unknown[]) => world.owner(sql, [JSON.stringify(rows)])
  await insert(
    `insert into registry.person (district, id, area, name, name_masked, sex, birth, died_on, left_on, state)
     select ${DISTRICT}, id, ${VILLAGE}, '测某', '测*', 'female', birth, died, gone, case when gone is null then 'active' else 'closed' end
     from jsonb_to_recordset($1) as row (id uuid, birth date, died date, gone date)`,
    planted.map(({ id, birth, diedOn, leftOn }) => ({ id, birth, died: diedOn, gone: leftOn })),
  )
  await insert(
    `insert into registry.fact (district, id, person, area, kind, value, valid_from, valid_to, source, wins, closed_at)
     select ${DISTRICT}, id, person, ${VILLAGE}, kind, value, valid_from, valid_to, '${source}', wins, closed
     from jsonb_to_recordset($1) as row (id uuid, person uuid, kind text, value text, valid_from date, valid_to date, wins boolean, closed timestamptz)`,
    planted.flatMap((elder) =>
      elder.statements.map((one) => ({
        id: randomUUID(),
        person: elder.id,
        kind: KINDS[one.kind],
        value: String(one.value),
        valid_from: one.from,
        valid_to: one.to,
        wins: !one.beside,
        closed: one.takenBack ? '2025-01-05T08:00:00Z' : null,
      })),
    ),
  )
  await insert(
    `insert into benefits.entitlement (district, id, person, area, programme, start_month, end_month, state)
     select ${DISTRICT}, id, person, ${VILLAGE}, programme, start, "end", state
     from jsonb_to_recordset($1) as row (id uuid, person uuid, programme text, start text, "end" text, state text)`,
    planted.flatMap((elder) => elder.streams.map((stream) => ({ id: randomUUID(), person: elder.id, ...stream }))),
  )
}
