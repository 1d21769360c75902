// An invented region may be thrown away and planted anew with the same seed, whole or one district; where one account is real, never.
import { refused } from '@songhe/basics/problem'
import { removeFiles } from '@songhe/kernel/files'
import type { Progress } from '@songhe/kernel/capability'
import type pg from 'pg'
import type { Installation } from '../installation.ts'
import { DEMO_DISTRICTS, type DemoDistrict } from './accounts.ts'
import type { DemoSize } from './plant-accounts.ts'
import { DEMO_SEED, plantDemo, replantDistrict } from './plant-demo.ts'

export async function resetRegion(
  installation: Installation,
  size: DemoSize & { districts?: readonly DemoDistrict[] },
  say: (text: string) => void,
) {
  await installation.owner(async (client) => {
    await refuseReal(client)
    const tables = await tablesOf(client, installation)
    await client.query(`truncate ${[...tables, 'kernel.session'].join(', ')} cascade`)
  })
  for (const { key } of size.districts ?? DEMO_DISTRICTS) await removeFiles(key)
  await plantDemo(installation, size, say)
}

/** Who works there, what they may do and what the log says of them stay; so does the job that tells of the progress. */
const KEPT = ['account', 'staff', 'role_grant', 'deputy', 'setting', 'job_run', 'schedule_run', 'written']
const isKept = (table: string) => table.startsWith('kernel.audit_') || KEPT.includes(table.replace('kernel.', ''))

/** As large as it was planted and from the same seed, whatever the server was started with since. */
export async function resetDistrict(installation: Installation, key: number, progress: Progress) {
  const district = DEMO_DISTRICTS.find((one) => one.key === key)
  if (!district) throw refused('这个区县不是演示区。', { citation: { rule: '正式数据不能清空' } })
  const size = await plantedSize(installation, key)
  await progress(0, null, '清空')
  await emptyDistrict(installation, district)
  await removeFiles(key)
  await replantDistrict(installation, district, size, progress)
}

async function plantedSize({ owner }: Installation, district: number): Promise<DemoSize> {
  const found = await owner((client) =>
    client.query<{ value: DemoSize }>(`select value from kernel.setting where district = $1 and key = 'demo-plan'`, [district]),
  )
  return found.rows[0]?.value ?? { oneIn: 20, seed: DEMO_SEED }
}

async function emptyDistrict(installation: Installation, { key }: DemoDistrict) {
  await installation.owner(async (client) => {
    await client.query('begin')
    await refuseReal(client)
    const tables = (await tablesOf(client, installation)).filter((table) => !isKept(table))
    // Published tables refuse to be deleted; in a practice district this once they may be. One statement, so that rows that name each other go together.
    for (const table of tables) await client.query(`alter table ${table} disable trigger user`)
    await client.query(
      `with ${tables.map((table, i) => `gone_${i} as (delete from ${table} where district = ${Number(key)})`).join(', ')} select`,
    )
    for (const table of tables) await client.query(`alter table ${table} enable trigger user`)
    await client.query('commit')
  })
}

async function refuseReal(client: pg.Client) {
  const real = await client.query('select from kernel.account where not demo limit 1')
  if (real.rowCount) throw refused('这里有正式账号，不是演示区，不能清空。', { citation: { rule: '正式数据不能清空' } })
}

/** Every table with a district column; reference tables that only mention one stay. */
async function tablesOf(client: pg.Client, { around }: Installation): Promise<string[]> {
  const schemas = ['kernel', ...around.catalogue.capabilities.map((room) => room.name)]
  const found = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = any($1)
       and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'district' and not a.attisdropped)
       and c.oid::regclass::text not in ('registry.id_prefix')`,
    [schemas],
  )
  return found.rows.map((row) => row.name)
}
