// The sealer: once a second it chains what was committed since, per district, into a block. Order is the chain, not the clock.
import { createHash } from 'node:crypto'
import type pg from 'pg'

export interface EntryRow {
  seq: number
  district: number
  at: string
  account: string | null
  staff: string | null
  actor: string
  event: string
  object: string
  person: string | null
  reason: string
  address: string
  details_digest: Buffer
}

/** Microseconds matter for the digest, so the instant is taken as text. */
export const ENTRY_COLUMNS = `e.seq, e.district, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as at, e.account, e.staff, e.actor,
  e.event, e.object, e.person, e.reason, e.address, e.details_digest`
export const FIRST = Buffer.alloc(32)

export function digestRows(rows: readonly EntryRow[]): Buffer {
  const hash = createHash('sha256')
  for (const row of rows)
    hash.update(
      JSON.stringify([
        row.seq,
        row.district,
        row.at,
        row.account,
        row.staff,
        row.actor,
        row.event,
        row.object,
        row.person,
        row.reason,
        row.address,
        row.details_digest.toString('hex'),
      ]),
    )
  return hash.digest()
}

/** The instant of sealing as the hash takes it. */
export const SEALED_AT = `to_char(sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`

/** @param sealedAt null for a block of the first form, which did not cover it */
export function hashBlock(
  previous: Buffer,
  district: number,
  number: number,
  rows: number,
  rowsDigest: Buffer,
  sealedAt: string | null,
): Buffer {
  const hash = createHash('sha256').update(previous).update(`|${district}|${number}|${rows}|`).update(rowsDigest)
  return (sealedAt === null ? hash : hash.update(`|${sealedAt}`)).digest()
}

export const MOST_AT_ONCE = 20_000

/**
 * Runs as the owner, in a transaction of its own, one sealer at a time.
 * @param above looks at entries after this number only; whoever passes one also passes 0 now and then, for what was written before it and committed after
 * @returns rows sealed, or undefined when another process is at it
 */
export async function sealOnce(owner: pg.PoolClient, above = 0): Promise<number | undefined> {
  await owner.query('begin')
  try {
    const turn = await owner.query<{ mine: boolean }>('select pg_try_advisory_xact_lock(716003) as mine')
    const open = turn.rows[0]!.mine
      ? await owner.query<EntryRow>(
          `select ${ENTRY_COLUMNS} from kernel.audit_entry e
          where e.seq > $1 and not exists (select from kernel.audit_sealed s where s.district = e.district and s.seq = e.seq)
          order by e.district, e.seq limit ${MOST_AT_ONCE}`,
          [above],
        )
      : { rows: [] }
    for (const [district, rows] of Map.groupBy(open.rows, (row) => row.district)) await sealDistrict(owner, district, rows)
    await owner.query('commit')
    return turn.rows[0]!.mine ? open.rows.length : undefined
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
}

/** The newest number taken so far; entries below it may still be under way. */
export async function newestEntry(owner: pg.PoolClient): Promise<number> {
  const found = await owner.query<{ seq: string | null }>('select max(seq) as seq from kernel.audit_entry')
  return Number(found.rows[0]!.seq ?? 0)
}

async function sealDistrict(owner: pg.PoolClient, district: number, rows: EntryRow[]) {
  const last = await owner.query<{ number: number; hash: Buffer }>(
    'select number, hash from kernel.audit_block where district = $1 order by number desc limit 1',
    [district],
  )
  const previous = last.rows[0]?.hash ?? FIRST
  const number = (last.rows[0]?.number ?? 0) + 1
  const rowsDigest = digestRows(rows)
  const { at, text } = (
    await owner.query<{ at: string; text: string }>(
      `select sealed_at::text as at, ${SEALED_AT} as text from (select clock_timestamp() as sealed_at) now`,
    )
  ).rows[0]!
  const hash = hashBlock(previous, district, number, rows.length, rowsDigest, text)
  await owner.query(
    'insert into kernel.audit_block (district, number, sealed_at, rows, rows_digest, previous, hash, form) values ($1, $2, $3, $4, $5, $6, $7, 2)',
    [district, number, at, rows.length, rowsDigest, previous, hash],
  )
  await owner.query('insert into kernel.audit_sealed (district, seq, block) select $1, unnest($2::bigint[]), $3', [
    district,
    rows.map((row) => row.seq),
    number,
  ])
}
