// `npm run songhe -- <command>`: the same verbs as the API, as a named account, on the installation's own database.
// Ends with 0 when it is done, 1 when it was refused or found something wrong, 2 when the line itself was wrong.
import { invalid } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { CommandOutput } from '@songhe/kernel/capability'
import { systemPrincipal } from '@songhe/kernel/context'
import { actAs } from '@songhe/kernel/db/database'
import { apartCommands, runApart } from './apart-commands.ts'
import { capabilities } from './capabilities.ts'
import {
  type Chosen,
  chooseCommand,
  faultOf,
  type Line,
  permissionOf,
  readLine,
  requirePermission,
  unknownWords,
  usage,
  wantsHelp,
} from './command-line.ts'
import { jsonLog } from './console-log.ts'
import { demoCommands } from './demo/commands.ts'
import { bringUp, type Installation } from './installation.ts'
import { principalOf } from './operator.ts'

// `songhe areas | head` closes the pipe early; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

const apart = await runApart(process.argv.slice(2), (text) => void process.stdout.write(`${text}\n`))
if (apart !== undefined) process.exit(apart)

let installation: Installation | undefined
const commands = [...capabilities.flatMap((room) => room.commands ?? []), ...demoCommands(() => installation!)]
const named = [...commands, ...apartCommands]
const asJson = process.argv.includes('--json')
try {
  await obey(line())
} catch (error) {
  const fault = faultOf(error)
  process.stderr.write(asJson ? `${JSON.stringify(fault)}\n` : `${fault.message}${fault.next ? ` ${fault.next}` : ''}\n`)
  process.exitCode ||= 1
} finally {
  await installation?.stop()
}

function line(): Line {
  try {
    return readLine(process.argv.slice(2))
  } catch (error) {
    process.exitCode = 2
    throw error
  }
}

async function obey(line: Line) {
  if (wantsHelp(line)) return void process.stdout.write(`${usage(named, line.words)}\n`)
  const chosen = chooseCommand(commands, line.words)
  if (!chosen) {
    process.exitCode = 2
    process.stderr.write(`${unknownWords(named, line.words)}\n\n${usage(named, line.words)}\n`)
    return
  }
  installation = await bringUp(jsonLog(false), () => {}, undefined, true)
  await run(installation, chosen, line)
}

async function run(on: Installation, chosen: Chosen, { as, district, json }: Line) {
  const permission = permissionOf(chosen)
  const principal = as ? await principalOf(on, as, permission) : await systemOf(on, district)
  requirePermission(on.around, principal, permission)
  const out: CommandOutput = {
    json,
    say: (text) => void (json || process.stdout.write(`${text}\n`)),
    data: (value) => void (json && process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)),
    fail: () => void (process.exitCode = 1),
  }
  await actAs(on.database, principal, on.around, async (ctx) => {
    await chosen.command.run(ctx, chosen.rest, out)
    // No look at anybody without its line: a verb that leaves this to the route has none on the command line.
    if (ctx.audited.size === 0) await audit(ctx, { event: 'command.ran', details: { command: chosen.command.name } })
  })
}

/** Without a named account the system itself acts; in an installation of several districts one has to say which. */
async function systemOf({ owner }: Installation, named: string | undefined) {
  const found = await owner((client) =>
    client.query<{ district: number; name: string; demo: boolean }>(
      `select district, bool_and(demo) as demo, (select p.name from registry.area_period p where p.area = district order by p.valid_from desc limit 1) as name
       from kernel.account group by district order by district`,
    ),
  )
  if (found.rows.length === 0)
    throw invalid('这个安装还没有账号。', { next: '请先用 npm start 建立演示区，或用 npm start -- --empty 建立正式库。' })
  const wanted = named
    ? found.rows.find((row) => [String(row.district), row.name].includes(named))
    : found.rows.length === 1
      ? found.rows[0]
      : undefined
  if (!wanted)
    throw invalid(named ? `这个安装里没有区县“${named}”。` : '这个安装里有多个区县，要说明是谁、在哪个区县办理。', {
      next: `请加 --as 用户名，或 --district ${found.rows.map((row) => row.name).join(' | ')}。`,
    })
  return systemPrincipal(wanted.district, wanted.demo)
}
