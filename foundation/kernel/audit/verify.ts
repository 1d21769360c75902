// Walks the chain of one district from the first block, and says where it is broken and what is not sealed yet.
import { type Kysely, sql, type Transaction } from 'kysely'
import { createHash } from 'node:crypto'
import { digestRows, ENTRY_COLUMNS, type EntryRow, FIRST, hashBlock } from './seal.ts'

export interface ChainReport {
  whole: boolean
  blocks: number
  entries: number
  /** Hex of the last block's hash: the root to print, mail or keep elsewhere. */
  root: string
  unsealed: number
  oldestUnsealed: string | null
  faults: { block: number | null; entry: number | null; what: string }[]
}

/** @param expected a root exported earlier: truncation behind it is found only with it */
// biome-ignore lint: tables of any room
export async function verifyChain(db: Transaction<any> | Kysely<any>, district: number, expected?: string): Promise<ChainReport> {
  const blocks = (
    await sql<{ number: number; rows: number; rows_digest: Buffer; previous: Buffer; hash: Buffer }>`
    select number, rows, rows_digest, previous, hash from kernel.audit_block where district = ${district} order by number`.execute(
      db,
    )
  ).rows
  const entries = (
    await sql<EntryRow & { block: number | null; details: string | null }>`
    select ${sql.raw(ENTRY_COLUMNS)}, s.block, d.details::text as details from kernel.audit_entry e
    left join kernel.audit_sealed s on s.district = e.district and s.seq = e.seq
    left join kernel.audit_detail d on d.district = e.district and d.entry = e.seq
    where e.district = ${district} order by e.seq`.execute(db)
  ).rows
  const faults: ChainReport['faults'] = []
  const inBlock = Map.groupBy(entries, (row) => row.block ?? 0)
  let previous: Buffer = FIRST
  let number = 0
  for (const block of blocks) {
    if (block.number !== number + 1) faults.push({ block: number + 1, entry: null, what: '缺一个封存块' })
    number = block.number
    const rows = inBlock.get(number) ?? []
    if (!block.previous.equals(previous)) faults.push({ block: number, entry: null, what: '与前一块接不上' })
    if (rows.length !== block.rows)
      faults.push({ block: number, entry: rows[0]?.seq ?? null, what: `应有 ${block.rows} 条，实有 ${rows.length} 条` })
    else if (!digestRows(rows).equals(block.rows_digest))
      faults.push({ block: number, entry: rows[0]?.seq ?? null, what: '块内有记录被改动' })
    if (!hashBlock(block.previous, district, number, block.rows, block.rows_digest).equals(block.hash))
      faults.push({ block: number, entry: null, what: '封存值被改动' })
    previous = block.hash
  }
  for (const seq of inBlock.keys()) if (seq > number) faults.push({ block: seq, entry: null, what: '记录指向不存在的封存块' })
  for (const entry of entries)
    if (entry.details !== null && !digestOf(entry.details).equals(entry.details_digest))
      faults.push({ block: entry.block, entry: entry.seq, what: '附记被改动' })
  const root = previous.toString('hex')
  const passed = expected === undefined || blocks.some((block) => block.hash.toString('hex') === expected)
  if (!passed) faults.push({ block: null, entry: null, what: '找不到此前导出的根值，尾部可能被截去' })
  const unsealed = inBlock.get(0) ?? []
  return {
    whole: faults.length === 0,
    blocks: blocks.length,
    entries: entries.length,
    root,
    unsealed: unsealed.length,
    oldestUnsealed: unsealed[0]?.at ?? null,
    faults,
  }
}

/** The digest stands in the entry; the text beside it may be erased, but not changed. */
const digestOf = (details: string) => createHash('sha256').update(details).digest()
