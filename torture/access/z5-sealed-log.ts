// Z5: somebody with every right on the database rewrites the log. Each way is found and located; what only the end can hide is found through the root kept elsewhere.
import { createHash } from 'node:crypto'
import { digestRows, ENTRY_COLUMNS, type EntryRow, hashBlock, SEALED_AT, sealOnce } from '@songhe/kernel/audit/seal'
import { verifyChain } from '@songhe/kernel/audit/verify'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { Arena, Finding, Trial } from '../trial.ts'
import { withTestServer } from '../test-server.ts'

const DISTRICT = 4
const MOST_MS_PER_MILLION = 10_000
// biome-ignore lint: the kernel's tables
type Trx = Transaction<any>

interface Tampering {
  what: string
  act: string | ((trx: Trx) => Promise<unknown>)
  /** Nothing inside the log can tell: only a root exported before. */
  onlyByRoot?: boolean
}

const ENTRY = `(select min(seq) + 7 from kernel.audit_entry)`
const set = (change: string) => `update kernel.audit_entry set ${change} where seq = ${ENTRY}`
const cut = (
  from: number,
) => `delete from kernel.audit_detail where entry in (select seq from kernel.audit_sealed where block >= ${from});
  delete from kernel.audit_entry where seq in (select seq from kernel.audit_sealed where block >= ${from}); delete from kernel.audit_sealed where block >= ${from};
  delete from kernel.audit_block where number >= ${from}`

const TAMPERINGS: Tampering[] = [
  { what: 'another actor', act: set(`actor = '别人'`) },
  { what: 'another account', act: set('account = gen_random_uuid()') },
  { what: 'another colleague', act: set('staff = gen_random_uuid()') },
  { what: 'another act', act: set(`event = 'person.listed'`) },
  { what: 'another object', act: set(`object = 'person:other'`) },
  { what: 'another elder', act: set('person = gen_random_uuid()') },
  { what: 'another reason', act: set(`reason = '领导要求'`) },
  { what: 'another address', act: set(`address = '10.0.0.1'`) },
  { what: 'the clock of an entry set back', act: set(`at = at - interval '1 microsecond'`) },
  {
    what: 'an entry taken out',
    act: `delete from kernel.audit_detail where entry = ${ENTRY}; delete from kernel.audit_entry where seq = ${ENTRY}`,
  },
  {
    what: 'an entry taken out with its seal',
    act: `delete from kernel.audit_sealed where seq = ${ENTRY}; delete from kernel.audit_detail where entry = ${ENTRY}; delete from kernel.audit_entry where seq = ${ENTRY}`,
  },
  {
    what: 'an entry put in as sealed',
    act: `with e as (insert into kernel.audit_entry (district, actor, event, details_digest) values (4, 'x', 'x', '\\x00') returning seq) insert into kernel.audit_sealed select 4, seq, 2 from e`,
  },
  {
    what: 'two entries exchanged',
    act: `update kernel.audit_entry e set object = o.object from kernel.audit_entry o where e.seq in (${ENTRY}, ${ENTRY} + 1) and o.seq in (${ENTRY}, ${ENTRY} + 1) and o.seq <> e.seq`,
  },
  { what: 'an entry moved to another block', act: `update kernel.audit_sealed set block = block + 1 where seq = ${ENTRY}` },
  { what: 'another note', act: `update kernel.audit_detail set details = '{"i":99}' where entry = ${ENTRY}` },
  {
    what: 'a note put beside an entry that had none',
    act: `insert into kernel.audit_detail select 4, min(seq), '{"x":1}' from kernel.audit_entry e where not exists (select from kernel.audit_detail d where d.entry = e.seq)`,
  },
  { what: 'a block taken out of the middle', act: `delete from kernel.audit_block where number = 2` },
  {
    what: 'a block with its entries taken out, later ones renumbered',
    act: `delete from kernel.audit_detail where entry in (select seq from kernel.audit_sealed where block = 2); delete from kernel.audit_entry where seq in (select seq from kernel.audit_sealed where block = 2);
      delete from kernel.audit_sealed where block = 2; delete from kernel.audit_block where number = 2; update kernel.audit_sealed set block = block - 1 where block > 2; update kernel.audit_block set number = number - 1 where number > 2`,
  },
  {
    what: 'the first block taken off',
    act: `delete from kernel.audit_detail where entry in (select seq from kernel.audit_sealed where block = 1); delete from kernel.audit_entry where seq in (select seq from kernel.audit_sealed where block = 1); delete from kernel.audit_sealed where block = 1; delete from kernel.audit_block where number = 1`,
  },
  {
    what: 'the hour of sealing moved',
    act: `update kernel.audit_block set sealed_at = sealed_at - interval '1 day' where number = 2`,
  },
  { what: 'an entry changed and its block digested anew', act: (trx) => forge(trx, 2, false) },
  { what: 'the end cut off', act: cut(4), onlyByRoot: true },
  { what: 'everything cut off', act: cut(1), onlyByRoot: true },
  {
    what: 'an older copy put back, with new work on top',
    act: async (trx) => {
      await run(trx, cut(4))
      await run(
        trx,
        `insert into kernel.audit_entry (district, actor, event, details_digest) values (4, '新', '新', '\\x${emptyDigest()}')`,
      )
      await forge(trx, null, true)
    },
    onlyByRoot: true,
  },
  { what: 'an entry changed and the whole chain forged anew behind it', act: (trx) => forge(trx, 2, true), onlyByRoot: true },
]

const emptyDigest = () => createHash('sha256').update('{}').digest('hex')
// biome-ignore lint: statements without rows
const run = (trx: Trx, text: string) => sql.raw<any>(text).execute(trx)

/** Does what the sealer does, with all rights: changes an entry of `block` and digests it anew; `whole` also chains everything behind it anew. */
async function forge(trx: Trx, block: number | null, whole: boolean) {
  if (block !== null)
    await run(
      trx,
      `update kernel.audit_entry set actor = '伪造' where seq = (select min(seq) from kernel.audit_sealed where block = ${block})`,
    )
  else {
    const last = (await sql<{ n: number }>`select coalesce(max(number), 0)::int as n from kernel.audit_block`.execute(trx))
      .rows[0]!.n
    await run(
      trx,
      `insert into kernel.audit_sealed select 4, seq, ${last + 1} from kernel.audit_entry e where not exists (select from kernel.audit_sealed s where s.seq = e.seq)`,
    )
    await run(trx, `insert into kernel.audit_block values (4, ${last + 1}, clock_timestamp(), 1, '\\x00', '\\x00', '\\x00', 2)`)
  }
  const blocks = await sql<{
    number: number
    sealed_at: string
  }>`select number, ${sql.raw(SEALED_AT)} as sealed_at from kernel.audit_block where district = ${DISTRICT} order by number`.execute(
    trx,
  )
  let previous: Buffer = Buffer.alloc(32)
  for (const { number, sealed_at } of blocks.rows) {
    const rows = (
      await sql<EntryRow>`select ${sql.raw(ENTRY_COLUMNS)} from kernel.audit_entry e join kernel.audit_sealed s on s.district = e.district and s.seq = e.seq where s.block = ${number} order by e.seq`.execute(
        trx,
      )
    ).rows
    const digest = digestRows(rows)
    const hash = hashBlock(previous, DISTRICT, number, rows.length, digest, sealed_at)
    if (whole)
      await sql`update kernel.audit_block set rows_digest = ${digest}, rows = ${rows.length}, previous = ${previous}, hash = ${hash} where number = ${number}`.execute(
        trx,
      )
    else if (number === block)
      await sql`update kernel.audit_block set rows_digest = ${digest} where number = ${number}`.execute(trx)
    previous = hash
  }
}

async function tamper(arena: Arena, broken: boolean): Promise<Finding> {
  return withTestServer(async (): Promise<Finding> => {
    const world = await testDatabase([])
    const owner = new pg.Pool({ connectionString: world.ownerUrl, max: 2 })
    // biome-ignore lint: the kernel's tables
    const kysely = new Kysely<any>({ dialect: new PostgresDialect({ pool: owner }) })
    try {
      await plant(world, owner, 5, 20)
      const faults: string[] = []
      const before = await verifyChain(kysely, DISTRICT)
      if (!before.whole) faults.push(`the untouched chain is not whole: ${JSON.stringify(before.faults[0])}`)
      for (const { what, act, onlyByRoot } of broken ? [] : TAMPERINGS) {
        const report = await after(kysely, act, (trx) => verifyChain(trx, DISTRICT, onlyByRoot ? before.root : undefined))
        if (report.whole) faults.push(`not found: ${what}`)
        else if (!onlyByRoot && report.faults.every(({ block, entry }) => block === null && entry === null))
          faults.push(`found, but not where: ${what}`)
      }
      // The broken product: a chain whose check reads nothing but the last block.
      if (broken) {
        const report = await after(kysely, cut(4), (trx) => verifyChain(trx, DISTRICT))
        if (report.whole) faults.push('a cut-off end is not found when nobody kept a root')
        return { figures: {}, faults }
      }
      const many = arena.count({ a: 100_000, b: 1_000_000, c: 1_000_000 })
      await plant(world, owner, Math.ceil(many / 20_000), 20_000)
      const started = performance.now()
      const report = await verifyChain(kysely, DISTRICT)
      const ms = Math.round(performance.now() - started)
      const perMillion = Math.round((ms / report.entries) * 1_000_000)
      if (!report.whole) faults.push('the long chain is not whole')
      if (perMillion > MOST_MS_PER_MILLION) faults.push(`a million entries would take ${perMillion} ms`)
      return {
        figures: { tamperings: TAMPERINGS.length, entries: report.entries, 'verified in ms': ms, 'ms per million': perMillion },
        faults,
      }
    } finally {
      await kysely.destroy()
      await world.close()
    }
  })
}

class TakenBack extends Error {}

async function after<T>(kysely: Kysely<unknown>, act: Tampering['act'], look: (trx: Trx) => Promise<T>): Promise<T> {
  let seen: T
  await kysely
    .transaction()
    .execute(async (trx) => {
      await (typeof act === 'string' ? run(trx as Trx, act) : act(trx as Trx))
      seen = await look(trx as Trx)
      throw new TakenBack()
    })
    .catch((error) => {
      if (!(error instanceof TakenBack)) throw error
    })
  return seen!
}

async function plant(world: TestWorld, owner: pg.Pool, blocks: number, rows: number) {
  const client = await owner.connect()
  for (let block = 0; block < blocks; block++) {
    await world.owner(
      `with e as (insert into kernel.audit_entry (district, account, staff, actor, event, object, person, reason, address, details_digest)
        select ${DISTRICT}, gen_random_uuid(), gen_random_uuid(), '经办某', 'person.viewed', 'person:' || i, gen_random_uuid(), '核对', '10.1.1.1',
          case when i % 2 = 0 then sha256(convert_to('{"i":' || i || '}', 'UTF8')) else sha256('{}') end from generate_series(1, $1) i returning seq, object, details_digest)
      insert into kernel.audit_detail select ${DISTRICT}, seq, ('{"i":' || substr(object, 8) || '}')::json from e where substr(object, 8)::int % 2 = 0`,
      [rows],
    )
    await sealOnce(client)
  }
  client.release()
  await world.owner('analyze')
}

export const z5: Trial = {
  id: 'Z5',
  title: 'The log rewritten by somebody with every right on the database, in twenty-five ways',
  target:
    'each way found, with the block or entry where it begins; cuts at the end and whole forgeries through the exported root; a million entries verified within 10 s',
  tier: 'a',
  run: (arena) => tamper(arena, false),
  control: { breaks: 'nobody kept a root: the end is cut off and the chain looks whole', run: (arena) => tamper(arena, true) },
}
