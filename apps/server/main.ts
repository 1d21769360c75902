// `npm start`: everything a new user needs, in order, with a line for each step. `--only web | worker | migrate` starts one part of it.
import { parseArgs } from 'node:util'
import { jsonLog } from './console-log.ts'
import { DEMO_SEED, demoAccountsText, plantDemo } from './demo/plant-demo.ts'
import { foundOffice } from './found-office.ts'
import { bringUp } from './installation.ts'
import { noteRunning } from './release/running.ts'
import { type Part, startServing } from './serving.ts'
import { stopOnSignal } from './stop-on-signal.ts'
import { startWorking } from './working.ts'

const say = (text: string) => process.stdout.write(`${text}\n`)
const USAGE = `用法：npm start -- [选项]
  （不写选项）      建立并打开演示区
  --scale 1000      演示区按每 1000 位老人取 1 位（默认 20）
  --empty           建立正式库，没有演示数据
  --only web        只接待访问；worker 只做后台工作，migrate 只更新数据库结构`
const values = optionsOf(process.argv.slice(2))
const { only } = values
if (only !== undefined && !['web', 'worker', 'migrate'].includes(String(only))) {
  say(`不认识 --only ${only}；可以是 web（只接待访问）、worker（只做后台工作）、migrate（只更新数据库结构）。`)
  process.exit(2)
}

/** A word nobody knows starts nothing: an installation is not planted by mistake. */
function optionsOf(args: string[]) {
  if (args.includes('--help') || args.includes('-h')) {
    say(USAGE)
    process.exit(0)
  }
  try {
    return parseArgs({ args, options: { empty: { type: 'boolean' }, scale: { type: 'string' }, only: { type: 'string' } } })
      .values
  } catch {
    say(`不认识这些选项：${args.join(' ')}\n${USAGE}`)
    process.exit(2)
  }
}

const installation = await bringUp(jsonLog(!process.stderr.isTTY), say, undefined, only !== undefined)
if (only === 'migrate') {
  await installation.stop()
  process.exit(0)
}
let demo = await installation.owner(
  async (client) => (await client.query('select from kernel.account where demo limit 1')).rowCount === 1,
)
if (installation.empty && only)
  await refuse('数据库还是空的。请先完整启动一次（npm start，正式库加 --empty），再分开启动网页和后台。')
if (installation.empty) {
  if (values.empty) await foundOffice(installation, say).catch((error: Error) => refuse(`\n${error.message}`))
  else {
    await plantDemo(installation, { oneIn: Number(values.scale ?? 20), seed: DEMO_SEED }, say)
    demo = true
  }
} else if (values.empty && demo) await refuse('这个数据文件夹里是演示区。要建正式库，请用 SONGHE_HOME 指定一个新文件夹再启动。')

const parts: Part[] = []
if (only !== 'web') parts.push(await startWorking(installation, demo, say))
if (only !== 'worker') parts.push(await startServing(installation, say))
stopOnSignal(parts, installation)
if (!only) noteRunning(installation.config.home, installation.config.port)

if (only === 'worker') say('\n松鹤后台已启动。')
else say(`\n松鹤已启动：http://127.0.0.1:${installation.config.port}`)
if (demo && !only) say(demoAccountsText())

async function refuse(why: string): Promise<never> {
  say(why)
  await installation.stop()
  process.exit(1)
}
