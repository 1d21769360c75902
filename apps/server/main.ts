// `npm start`: everything a new user needs, in order, with a line for each step.
import { parseArgs } from 'node:util'
import { buildHttp } from '@songhe/kernel/http/build-http'
import { startWorker } from '@songhe/kernel/worker'
import { jsonLog } from './console-log.ts'
import { demoAccountsText, plantDemo } from './demo/plant-demo.ts'
import { foundOffice } from './found-office.ts'
import { bringUp } from './installation.ts'
import { startSealing } from './sealing.ts'
import { buildConsole } from './web-build.ts'
import { serveConsole } from './web-files.ts'

const { values } = parseArgs({ options: { empty: { type: 'boolean' }, scale: { type: 'string' } }, strict: false })
const say = (text: string) => process.stdout.write(`${text}\n`)

const installation = await bringUp(jsonLog, say)
buildConsole(say)
let demo = await installation.owner(
  async (client) => (await client.query('select from kernel.account where demo limit 1')).rowCount === 1,
)
if (installation.empty) {
  if (values.empty) await foundOffice(installation, say)
  else {
    await plantDemo(installation, { oneIn: Number(values.scale ?? 20), seed: 2026 }, say)
    demo = true
  }
} else if (values.empty && demo) {
  say('这个数据文件夹里是演示区。要建正式库，请用 SONGHE_HOME 指定一个新文件夹再启动。')
  await installation.stop()
  process.exit(1)
}

const helpLine = await installation.owner(
  async (client) =>
    (await client.query(`select value from kernel.setting where key = 'help-line' order by district limit 1`)).rows[0]?.value ??
    '',
)
const app = await buildHttp({ database: installation.database, around: installation.around, helpLine: () => helpLine })
app.get('/healthz', async () => {
  const { sql } = await import('kysely')
  await sql`select 1`.execute(installation.database.kysely)
  return { ok: true }
})
app.get('/api/openapi.json', async () => app.swagger())
await serveConsole(app)
const worker = await startWorker(installation.database, installation.ownerUrl, installation.around, demo)
const sealing = startSealing(installation.ownerUrl, jsonLog)
await app.listen({ port: installation.config.port, host: process.env.HOST ?? '127.0.0.1' })

say(`\n松鹤已启动：http://127.0.0.1:${installation.config.port}`)
if (demo) say(demoAccountsText())

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, async () => {
    if (stopping) return
    stopping = true
    await app.close()
    await worker.stop()
    await sealing.stop()
    await installation.stop()
    process.exit(0)
  })
