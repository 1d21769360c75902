// What a command line says before anything is started: which command, as whom, with what; and how an answer or a fault is put into words.
import { parseArgs } from 'node:util'
import { forbidden, invalid, Problem } from '@songhe/basics/problem'
import type { Command } from '@songhe/kernel/capability'
import type { Principal } from '@songhe/kernel/context'

export interface Line {
  words: string[]
  json: boolean
  as?: string
  district?: string
}

const OPTIONS = {
  json: { type: 'boolean' },
  as: { type: 'string' },
  district: { type: 'string' },
  'as-known-then': { type: 'boolean' },
  help: { type: 'boolean' },
} as const

export function readLine(args: string[]): Line {
  const { values, positionals } = parse(args)
  return {
    words: values.help ? [] : [...positionals, ...(values['as-known-then'] ? ['--as-known-then'] : [])],
    json: values.json ?? false,
    ...(values.as !== undefined && { as: values.as }),
    ...(values.district !== undefined && { district: values.district }),
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: OPTIONS })
  } catch (error) {
    const option = /'(-[^' ]+)/.exec((error as Error).message)?.[1] ?? ''
    throw invalid(`不认识选项 ${option}，或它后面少了内容。`, {
      next: '可以用 --as 用户名、--district 区县、--json、--as-known-then、--help。',
    })
  }
}

/** What the help needs to know of a command. */
export type Named = Pick<Command, 'name' | 'title' | 'usage'>

export interface Chosen {
  command: Command
  rest: string[]
}

/** The longest name that the words begin with; undefined when they name none. */
export function chooseCommand(commands: readonly Command[], words: readonly string[]): Chosen | undefined {
  const text = words.join(' ')
  const command = [...commands]
    .sort((a, b) => b.name.length - a.name.length)
    .find(({ name }) => text === name || text.startsWith(`${name} `))
  return command && { command, rest: words.slice(command.name.split(' ').length) }
}

export const wantsHelp = ({ words }: Line) => words.length === 0 || words[0] === 'help'

/** All commands, or those that begin like the words: `month` shows the month's. */
export function usage(commands: readonly Named[], words: readonly string[] = []): string {
  const first = words[0] === 'help' ? words[1] : words[0]
  const near = commands.filter((command) => command.name.split(' ')[0] === first)
  const shown = near.length > 0 ? near : commands
  return [
    '用法：npm run songhe -- <命令> [--as 用户名] [--json]',
    '',
    ...[...shown].sort((a, b) => (a.name < b.name ? -1 : 1)).map((command) => row(command)),
    '',
    '以某个账号办理请加 --as 用户名：权限、管辖范围和两人复核与网页上一样。--json 输出给其他软件读。',
    '不加 --as 时由系统办理，多个区县的安装要加 --district（名称或编号）；要两个人的事系统不能办。',
  ].join('\n')
}

export function unknownWords(commands: readonly Named[], words: readonly string[]): string {
  const known = commands.some((command) => command.name.split(' ')[0] === words[0])
  return known ? `“${words.join(' ')}”没有写全，或后半截不对。可以写：` : `没有“${words.join(' ')}”这个命令。可以写：`
}

const COLUMN = 44

function row({ usage: text, title }: Named): string {
  const wide = widthOf(text)
  return wide <= COLUMN ? `  ${text}${' '.repeat(COLUMN - wide)}  ${title}` : `  ${text}\n  ${' '.repeat(COLUMN)}  ${title}`
}

/** A Chinese character takes two columns of a terminal. */
const widthOf = (text: string) => [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0)

export const permissionOf = ({ command, rest }: Chosen): string =>
  typeof command.permission === 'string' ? command.permission : command.permission(rest)

/** The same wall as before a route. The system itself, at the machine that holds the keys, passes it; what needs two humans it still cannot do. */
export function requirePermission(
  { catalogue }: { catalogue: { permissions: ReadonlyMap<string, { title: string }> } },
  principal: Principal,
  permission: string,
) {
  if (principal.account === null || permission === 'signed-in' || principal.permissions.has(permission)) return
  throw forbidden(`${principal.name}的岗位不能办这件事：${catalogue.permissions.get(permission)?.title ?? permission}。`, {
    next: '请换一个有这项权限的账号，或请安全管理员授予岗位。',
  })
}

const BY_CODE: Record<string, (error: { path?: string }) => [string, string]> = {
  ENOENT: ({ path }) => [`没有找到文件 ${path ?? ''}。`, '请核对文件名和所在的文件夹。'],
  EISDIR: ({ path }) => [`${path ?? ''} 是文件夹，不是文件。`, '请写文件名。'],
  EEXIST: ({ path }) => [`文件 ${path ?? ''} 已经有了，没有覆盖。`, '请换一个文件名。'],
  EACCES: ({ path }) => [`没有权限读写 ${path ?? ''}。`, '请换一个文件夹，或核对文件的权限。'],
  '22P02': () => ['编号的写法不对。', '编号见 person find 或 --json 的输出，请整段照抄。'],
  '22007': () => ['日期的写法不对。', '请写成 2026-11-30 这样。'],
  '22008': () => ['没有这一天。', '请写成 2026-11-30 这样。'],
}

/** A fault in plain words: what happened, what to do next. */
export function faultOf(error: unknown): { kind: string; message: string; next?: string } {
  if (error instanceof Problem) {
    const { kind, message, details } = error
    return { kind, message, ...(details.next && { next: details.next }) }
  }
  const { code, message } = error as Error & { code?: string; path?: string }
  const known = BY_CODE[code ?? '']?.(error as { path?: string })
  if (known) return { kind: 'invalid', message: known[0], next: known[1] }
  return { kind: 'failed', message }
}
