// Walks the chain of one district from the first block, a few blocks at a time, and says where it is broken and what is not sealed yet.
// The digests are worked out in SQL, by a formula of its own: what the sealer wrote with another one must agree, and a million entries stay where they are.
import { type Kysely, sql, type Transaction } from 'kysely'
import { FIRST, hashBlock, SEALED_AT } from './seal.ts'

export interface ChainReport {
  whole: boolean
  blocks: number
  entries: number
  /** Hex of the last block's hash: the root to print, mail or keep elsewhere. */
  root: string
  unsealed: number
  oldestUnsealed: string | null
  faults: Fault[]
}

interface Fault {
  block: number | null
  entry: number | null
  what: string
}

interface Block {
  number: number
  rows: number
  rows_digest: Buffer
  previous: Buffer
  hash: Buffer
  form: number
  sealed_at: string
}

/** What stands in a block now. */
interface Standing {
  block: number
  rows: number
  first: number
  digest: Buffer
}

// biome-ignore lint: tables of any room
type Reader = Transaction<any> | Kysely<any>

/** Entries looked at by one statement; a block is never split. */
const AT_ONCE = 50_000
const MOST_FAULTS = 1_000

const text = (column: string) => `to_json(${column})::text`
const id = (column: string) => `coalesce('"' || ${column} || '"', 'null')`
/** One entry as JSON.stringify writes it (seal.ts). */
const AS_SEALED = sql.raw(
  `concat('[', e.seq, ',', e.district, ',"', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '",', ${[
    id('e.account'),
    id('e.staff'),
    text('e.actor'),
    text('e.event'),
    text('e.object'),
    id('e.person'),
    text('e.reason'),
    text('e.address'),
  ].join(`, ',', `)}, ',"', encode(e.details_digest, 'hex'), '"]')`,
)

/** @param expected a root exported earlier: truncation behind it is found only with it */
export async function verifyChain(db: Reader, district: number, expected?: string): Promise<ChainReport> {
  const faults: Fault[] = []
  const report = (fault: Fault) => faults.length < MOST_FAULTS && faults.push(fault)
  let previous: Buffer = FIRST
  let [number, blocks, entries, passed] = [0, 0, 0, expected === undefined]
  for await (const some of blocksOf(db, district)) {
    const standing = await standingIn(db, district, some[0]!.number, some.at(-1)!.number)
    for (const block of some) {
      for (let missing = number + 1; missing < block.number; missing++)
        report({ block: missing, entry: null, what: '缺一个封存块' })
      number = block.number
      checkBlock(district, block, previous, standing.get(number), report)
      previous = block.hash
      passed ||= block.hash.toString('hex') === expected
      entries += standing.get(number)?.rows ?? 0
    }
    blocks += some.length
  }
  for (const stray of await strays(db, district, number)) report(stray)
  const open = await unsealed(db, district)
  if (!passed) report({ block: null, entry: null, what: '找不到此前导出的根值，尾部可能被截去' })
  return {
    whole: faults.length === 0,
    blocks,
    entries: entries + open.count,
    root: previous.toString('hex'),
    unsealed: open.count,
    oldestUnsealed: open.oldest,
    faults,
  }
}

function checkBlock(
  district: number,
  block: Block,
  previous: Buffer,
  standing: Standing | undefined,
  report: (fault: Fault) => unknown,
) {
  const { number } = block
  const entry = standing?.first ?? null
  if (!block.previous.equals(previous)) report({ block: number, entry: null, what: '与前一块接不上' })
  if ((standing?.rows ?? 0) !== block.rows)
    report({ block: number, entry, what: `应有 ${block.rows} 条，实有 ${standing?.rows ?? 0} 条` })
  else if (!standing?.digest.equals(block.rows_digest)) report({ block: number, entry, what: '块内有记录被改动' })
  const sealedAt = block.form === 1 ? null : block.sealed_at
  if (!hashBlock(block.previous, district, number, block.rows, block.rows_digest, sealedAt).equals(block.hash))
    report({ block: number, entry: null, what: '封存值或封存时间被改动' })
}

async function* blocksOf(db: Reader, district: number): AsyncGenerator<Block[]> {
  for (let after = 0; ; ) {
    const found =
      await sql<Block>`select number, rows, rows_digest, previous, hash, form, ${sql.raw(SEALED_AT)} as sealed_at from (
        select *, sum(rows) over (order by number) - rows as before from (
          select * from kernel.audit_block where district = ${district} and number > ${after} order by number limit 5000) next) b
      where before < ${AT_ONCE} order by number`.execute(db)
    if (found.rows.length === 0) return
    yield found.rows
    after = found.rows.at(-1)!.number
  }
}

async function standingIn(db: Reader, district: number, from: number, to: number): Promise<Map<number, Standing>> {
  const found = await sql<Standing>`
    select s.block, count(*)::int as rows, min(s.seq) as first, sha256(convert_to(string_agg(${AS_SEALED}, '' order by s.seq), 'UTF8')) as digest
    from kernel.audit_sealed s join kernel.audit_entry e on e.district = s.district and e.seq = s.seq
    where s.district = ${district} and s.block between ${from} and ${to} group by s.block`.execute(db)
  return new Map(found.rows.map((row) => [row.block, row]))
}

/** Entries that claim a block which is not there; notes that were changed (erasing them is allowed), or stand beside nothing. */
async function strays(db: Reader, district: number, last: number): Promise<Fault[]> {
  const found = await sql<Fault>`
    (select block, min(seq) as entry, '记录指向不存在的封存块' as what from kernel.audit_sealed where district = ${district} and block > ${last}
      group by block order by block limit 100)
    union all
    (select s.block, d.entry, case when e.seq is null then '附记没有对应的记录' else '附记被改动' end from kernel.audit_detail d
      left join kernel.audit_entry e on e.district = d.district and e.seq = d.entry left join kernel.audit_sealed s on s.district = d.district and s.seq = d.entry
      where d.district = ${district} and sha256(convert_to(d.details::text, 'UTF8')) is distinct from e.details_digest order by d.entry limit 100)`.execute(
    db,
  )
  return found.rows
}

/** What the sealer has not reached yet: a second's worth, unless it stands still. */
async function unsealed(db: Reader, district: number): Promise<{ count: number; oldest: string | null }> {
  const found = await sql<{ count: number; oldest: string | null }>`
    select count(*)::int as count, to_char(min(e.at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as oldest from kernel.audit_entry e
    where e.district = ${district} and not exists (select from kernel.audit_sealed s where s.district = e.district and s.seq = e.seq)`.execute(
    db,
  )
  return found.rows[0]!
}
