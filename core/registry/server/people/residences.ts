// Where an elder belonged and lived, stay by stay, read from the events that moved the record.
import type { Day } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type { PersonFile } from '../../contract/people.ts'
import { placeNames } from '../areas/area-tree.ts'
import type { PersonRecord } from './person-rows.ts'

interface Move {
  kind: string
  day: Day
  recorded_by: string
  detail: { from?: number; to?: number | null; place?: string; residenceFrom?: number | null }
}

/** Newest first. What lies before the first registered move is one stay without a beginning. */
export async function residencesOf(ctx: Context, person: PersonRecord, on: Day): Promise<PersonFile['residences']> {
  const found = await sql<Move>`select kind, day, recorded_by, detail from registry.life_event
    where district = ${ctx.principal.district} and person = ${person.id} and reversed_by is null and reverses is null
      and ((kind = 'note' and detail ? 'from' and detail ? 'to') or kind in ('move-out', 'move-in')) order by day, id`.execute(
    ctx.db,
  )
  const moves = found.rows
  const keys = moves.flatMap(({ detail }) => [detail.from, detail.to, detail.residenceFrom])
  const names = await placeNames(
    ctx,
    [...keys, person.area, person.residence_area].flatMap((key) => (key ? [key] : [])),
    on,
  )
  const name = (key: number | null | undefined) => (key ? (names.get(key) ?? '') : '')
  const lived = (area: number, residence: number | null | undefined) =>
    residence && residence !== area ? name(residence) : '同户籍'
  const within = moves.filter((move) => move.kind === 'note')
  const arrived = moves.find((move) => move.kind === 'move-in')
  const stays: PersonFile['residences'] = within.map((move, i) => ({
    from: i === 0 ? (arrived?.day ?? null) : within[i - 1]!.day,
    to: move.day,
    registered: name(move.detail.from),
    residence: lived(move.detail.from!, move.detail.residenceFrom),
    by: i === 0 ? (arrived?.recorded_by ?? '') : within[i - 1]!.recorded_by,
  }))
  const last = within.at(-1)
  stays.push({
    from: last?.day ?? arrived?.day ?? null,
    to: person.left_on,
    registered: name(person.area),
    residence: lived(person.area, person.residence_area),
    by: last?.recorded_by ?? arrived?.recorded_by ?? '',
  })
  const gone = moves.find((move) => move.kind === 'move-out')
  if (person.left_on && gone)
    stays.push({
      from: person.left_on,
      to: null,
      registered: `迁出本区县${name(gone.detail.to) && `，往${name(gone.detail.to)}`}${gone.detail.place ? `（${gone.detail.place}）` : ''}`,
      residence: '',
      by: gone.recorded_by,
    })
  return stays.reverse()
}
