// `npm run songhe -- <command>`: the same verbs as the API, as a named account, on the installation's own database.
import { parseArgs } from 'node:util'
import type { Command } from '@songhe/kernel/capability'
import { systemPrincipal } from '@songhe/kernel/context'
import { actAs } from '@songhe/kernel/db/database'
import { apartCommands, runApart } from './apart-commands.ts'
import { jsonLog } from './console-log.ts'
import { demoCommands } from './demo/commands.ts'
import { bringUp } from './installation.ts'
import { principalOf } from './operator.ts'

const apart = await runApart(process.argv.slice(2), (text) => void process.stdout.write(`${text}\n`))
if (apart !== undefined) process.exit(apart)

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    as: { type: 'string' },
    district: { type: 'string' },
    'as-known-then': { type: 'boolean' },
  },
})
const quietly = () => {}
const out = {
  json: values.json ?? false,
  say: (text: string) => void (values.json || process.stdout.write(`${text}\n`)),
  data: (value: unknown) => void (values.json && process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)),
}

const installation = await bringUp(jsonLog(false), quietly, undefined, true)
const commands: Command[] = installation.around.catalogue.capabilities.flatMap((room) => room.commands ?? [])
const words = positionals.join(' ')
const command = [...commands, ...demoCommands(installation)]
  .sort((a, b) => b.name.length - a.name.length)
  .find(({ name }) => words === name || words.startsWith(`${name} `))

try {
  if (!command) {
    process.stdout.write(
      `用法：npm run songhe -- <命令> [--as 用户名] [--json]\n\n${[...commands, ...apartCommands].map((c) => `  ${c.usage.padEnd(52)} ${c.title}`).join('\n')}\n`,
    )
    process.exitCode = words ? 1 : 0
  } else {
    const principal = values.as ? await principalOf(installation, values.as) : await systemOf(values.district)
    const rest = positionals.slice(command.name.split(' ').length)
    if (values['as-known-then']) rest.push('--as-known-then')
    await actAs(installation.database, principal, installation.around, (ctx) => command.run(ctx, rest, out))
  }
} catch (error) {
  const { message, details } = error as Error & { details?: { next?: string } }
  process.stderr.write(`${message}${details?.next ? ` ${details.next}` : ''}\n`)
  process.exitCode = 1
} finally {
  await installation.stop()
}

/** Without a named account the system itself acts; in an installation of several districts one has to say which. */
async function systemOf(named: string | undefined) {
  const found = await installation.owner((client) =>
    client.query<{ district: number; demo: boolean }>(
      'select district, bool_and(demo) as demo from kernel.account group by district order by district',
    ),
  )
  const wanted = named
    ? found.rows.find((row) => String(row.district) === named)
    : found.rows.length === 1
      ? found.rows[0]
      : undefined
  if (!wanted)
    throw Object.assign(new Error('这个安装里有多个区县，要说明是谁、在哪个区县办理。'), {
      details: { next: `请加 --as 用户名，或 --district ${found.rows.map((row) => row.district).join(' | ')}。` },
    })
  return systemPrincipal(wanted.district, wanted.demo)
}
