// Sends one request into the real HTTP layer and takes everything back afterwards, so that thousands of probes meet the same world; what each touched is written down by a tripwire.
import type { Log } from '@songhe/kernel/context'
import type { Database } from '@songhe/kernel/db/database'
import { buildHttp } from '@songhe/kernel/http/build-http'
import { readRows } from '@songhe/kernel/sheets/excel'
import type { FastifyInstance } from 'fastify'
import type { Kysely, Transaction } from 'kysely'
import { sql } from 'kysely'
import { type Attacker, type AttackWorld, asOwner, quiet } from './attack-world.ts'
import type { AnyLine, Input } from './requests.ts'

export interface Touched {
  table: string
  district: number
  area: number | null
}

export interface Logged {
  event: string
  person: string | null
  reason: string
}

export interface Answer {
  status: number
  text: string
  /** What the request left in the log of the product. */
  logged: Logged[]
  /** Rows written by a request that succeeded. */
  touched: Touched[]
}

export interface Prober {
  app: FastifyInstance
  send(line: AnyLine, attacker: Pick<Attacker, 'cookie'>, input: Input): Promise<Answer>
  close(): Promise<void>
}

/** A trigger on every table with a district: which place did a row belong to that somebody wrote? */
export async function layTripwire(attack: AttackWorld) {
  await asOwner(attack.world, async (owner) => {
    await owner.query(`create schema tripwire; create table tripwire.touched (name text, district int, area int); grant usage on schema tripwire to songhe_app;
      grant select on tripwire.touched to songhe_app;
      create view tripwire.log as select seq, event, person, reason from kernel.audit_entry; grant select on tripwire.log to songhe_app;
      create function tripwire.note() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
      declare written jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
      begin
        insert into tripwire.touched values (tg_table_schema || '.' || tg_table_name, (written ->> 'district')::int, (written ->> 'area')::int);
        return null;
      end $$`)
    const tables = await owner.query<{ name: string }>(tablesWith('district'))
    for (const { name } of tables.rows)
      await owner.query(
        `create trigger tripwire after insert or update or delete on ${name} for each row execute function tripwire.note()`,
      )
  })
}

export const tablesWith = (
  column: string,
) => `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'tripwire')
    and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = '${column}' and not a.attisdropped) order by 1`

class TakenBack extends Error {}

/** Every transaction ends by being undone; the answer is kept, and what it touched. */
function takingBack({ kysely, pool }: Database, note: (touched: Touched[], logged: Logged[]) => void): Database {
  // biome-ignore lint: tables of any room
  const transaction = () => ({
    // biome-ignore lint: tables of any room
    async execute<T>(act: (trx: Transaction<any>) => Promise<T>): Promise<T> {
      let answer: { value: T } | undefined
      try {
        await kysely.transaction().execute(async (trx) => {
          const before = await sql<{ seq: number }>`select coalesce(max(seq), 0) as seq from tripwire.log`.execute(trx)
          answer = { value: await act(trx) }
          const rows = await sql<Touched>`select distinct name as table, district, area from tripwire.touched`.execute(trx)
          const logged =
            await sql<Logged>`select event, person, reason from tripwire.log where seq > ${before.rows[0]!.seq}`.execute(trx)
          note(rows.rows, logged.rows)
          throw new TakenBack()
        })
      } catch (error) {
        if (!(error instanceof TakenBack)) throw error
      }
      return answer!.value
    },
  })
  // biome-ignore lint: only what the HTTP layer uses of it
  const back = { transaction } as unknown as Kysely<any>
  return { kysely: back, apart: back, pool, close: async () => {} }
}

export async function openProber(attack: AttackWorld, log: Log = quiet): Promise<Prober> {
  let [touched, logged]: [Touched[], Logged[]] = [[], []]
  const database = takingBack(attack.world.database, (rows, entries) => {
    touched = rows
    logged = entries
  })
  const app = await buildHttp({ database, around: { catalogue: attack.catalogue, log }, helpLine: () => '' })
  let sent = 0
  return {
    app,
    async send(line, { cookie }, { params, query, body, file: table }) {
      touched = []
      logged = []
      const path = line.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
      const file = table === undefined ? undefined : uploaded(table)
      const reply = await app.inject({
        method: line.method,
        url: `/api${path}`,
        query: Object.fromEntries(Object.entries(query).map(([key, value]) => [key, String(value)])),
        headers: { 'x-songhe': '1', cookie, ...(file && { 'content-type': file.type }) },
        // The rate limit counts addresses; a thousand probes from one would only meet the limit.
        remoteAddress: addressOf(sent++),
        ...(file ? { payload: file.bytes } : body && { payload: body }),
      })
      const done = reply.statusCode < 300
      return { status: reply.statusCode, text: await textOf(reply), touched: done ? touched : [], logged: done ? logged : [] }
    },
    close: () => app.close(),
  }
}

export const addressOf = (n: number) => `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`

function uploaded(table: string | Buffer) {
  const mark = 'songhe-probe'
  const head = `--${mark}\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\ncontent-type: text/csv\r\n\r\n`
  const bytes = Buffer.concat([Buffer.from(head), Buffer.from(table as string), Buffer.from(`\r\n--${mark}--\r\n`)])
  return { type: `multipart/form-data; boundary=${mark}`, bytes }
}

async function textOf(reply: { headers: Record<string, unknown>; rawPayload: Buffer; payload: string }): Promise<string> {
  if (!String(reply.headers['content-type']).includes('spreadsheetml')) return reply.payload
  const rows: string[] = []
  for await (const row of readRows(reply.rawPayload)) rows.push(row.cells.join('\t'))
  return rows.join('\n')
}
