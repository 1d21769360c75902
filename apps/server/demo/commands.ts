// `demo reset`: an invented region may be thrown away and planted anew with the same seed; a real office never.
import type { Command } from '@songhe/kernel/capability'
import type { Installation } from '../installation.ts'
import { plantDemo } from './plant-demo.ts'

export const demoCommands = (installation: Installation): Command[] => [
  {
    name: 'demo reset',
    title: '清空演示区并按同一种子重建',
    usage: 'demo reset [每几位老人取 1 位，默认 20]',
    async run(_ctx, [oneIn = '20'], out) {
      const real = await installation.owner(
        async (client) => (await client.query('select from kernel.account where not demo limit 1')).rowCount,
      )
      if (real) throw new Error('这里有正式账号，不是演示区，不能清空。')
      await emptyTables(installation)
      await plantDemo(installation, { oneIn: Number(oneIn), seed: 2026 }, out.say)
    },
  },
]

/** Every table with a district column, and the accounts; reference tables stay. */
async function emptyTables({ owner, around }: Installation) {
  await owner(async (client) => {
    const schemas = ['kernel', ...around.catalogue.capabilities.map((room) => room.name)]
    const tables = await client.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = any($1)
         and (exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'district') or c.relname = 'session')
         and c.oid::regclass::text not in ('registry.id_prefix')`,
      [schemas],
    )
    await client.query(`truncate ${tables.rows.map((row) => row.name).join(', ')} cascade`)
  })
}
