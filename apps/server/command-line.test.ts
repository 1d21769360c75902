// The command line stands behind the same wall as the API and says every fault in plain Chinese.
import { newId } from '@songhe/basics/ids'
import { Problem } from '@songhe/basics/problem'
import { type CommandOutput, gather, ROLE_LABELS, type RoleKey } from '@songhe/kernel/capability'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { capabilities } from './capabilities.ts'
import {
  chooseCommand,
  faultOf,
  permissionOf,
  readLine,
  requirePermission,
  unknownWords,
  usage,
  wantsHelp,
} from './command-line.ts'
import { demoCommands } from './demo/commands.ts'
import { foundOffice } from './found-office.ts'
import { principalOf } from './operator.ts'
import { type TestInstallation, testInstallation } from './testing-installation.ts'

const KAIZHOU = 4
let whole: TestInstallation
beforeAll(async () => {
  whole = await testInstallation()
}, 60_000)
afterAll(() => whole.close())

const commands = [...capabilities.flatMap((room) => room.commands ?? []), ...demoCommands(() => whole.installation)]
const catalogue = gather(capabilities)
/** What the issue asks for, word by word. */
const ASKED =
  `areas|person find|person show|person explain|roll template|roll import|roll export|takeover import|takeover compare|month run|month diff|
month approve|month bank-file|month return-file|month show|pack list|pack check|pack cases|pack diff|pack submit|pack publish|documents import|audit verify|demo reset`
    .replaceAll('\n', '')
    .split('|')
const quiet: CommandOutput = { json: true, say() {}, data() {}, fail() {} }
const chosen = (text: string) => chooseCommand(commands, text.split(' '))!
const holders = (text: string) => {
  const line = catalogue.permissions.get(permissionOf(chosen(text)))
  return line?.roles ?? Object.keys(ROLE_LABELS)
}

test('every command asked for exists, asks for a permission that exists, and stands in the help', () => {
  for (const text of ASKED) {
    const found = chosen(text)
    expect(found, text).toBeDefined()
    const permission = permissionOf(found)
    expect(permission === 'signed-in' || catalogue.permissions.has(permission), `${text}: ${permission}`).toBe(true)
    expect(usage(commands)).toContain(found.command.usage)
  }
})

test('who may not do it on the web may not do it here: the log does not see elders, a clerk does not approve, a reviewer does not pay', () => {
  expect(holders('person find')).not.toContain('audit-admin')
  expect(holders('month approve')).toEqual(['reviewer'])
  expect(holders('month bank-file')).toEqual(['finance'])
  expect(holders('pack publish')).toEqual(['reviewer'])
  expect(holders('pack list')).toContain('clerk')
  expect(holders('documents import')).not.toContain('auditor')
  for (const text of ASKED)
    for (const role of Object.keys(ROLE_LABELS) as RoleKey[]) {
      const may = holders(text).includes(role)
      const act = () => requirePermission({ catalogue }, whole.world.principal({ roles: [role] }), permissionOf(chosen(text)))
      if (may) expect(act, `${role} ${text}`).not.toThrow()
      else expect(act, `${role} ${text}`).toThrow(Problem)
    }
})

test('an account acts with its own roles and places; one without a role, disabled or unknown does not act at all', async () => {
  const { installation, world } = whole
  const answers = ['开州区', '', '', '张立', 'zhangli', '王芳', 'wangfang', '李强', 'liqiang']
  await foundOffice(
    installation,
    () => {},
    async () => answers.shift()!,
  )
  const [town] = await world.owner('select area from registry.area_period where parent = $1 order by area limit 1', [KAIZHOU])
  const [account] = await world.owner(`select id from kernel.account where username = 'liqiang'`)
  await world.owner('update kernel.role_grant set revoked_at = now() where account = $1', [account!.id])
  await expect(principalOf(installation, 'liqiang')).rejects.toThrow('没有岗位')
  // Auditor of the district and officer of one town: each permission reaches as far as the grant that carries it.
  await world.owner(
    `insert into kernel.role_grant (id, account, role, district, area, areas) values ($1, $2, 'town-officer', ${KAIZHOU}, $3, array[$3]::int[]), ($4, $2, 'auditor', ${KAIZHOU}, null, null)`,
    [newId(), account!.id, town!.area, newId()],
  )
  expect((await principalOf(installation, 'liqiang', 'registry.write')).areas).toEqual([town!.area])
  expect((await principalOf(installation, 'liqiang', 'benefits.read')).areas).toBeNull()
  await world.owner('update kernel.role_grant set valid_to = current_date - 1 where account = $1', [account!.id])
  await expect(principalOf(installation, 'liqiang')).rejects.toThrow('没有岗位')
  await expect(principalOf(installation, 'nobody')).rejects.toThrow('没有名为 nobody')
})

const HALF_A_LINE = [
  'person find',
  'person show',
  'person show abc',
  'person explain',
  'areas 2026-99-99',
  'roll import',
  'roll import no-such-file.xlsx',
  'roll export',
  'roll export list.csv 2026',
  'takeover import',
  'takeover import streams no-such-file.csv',
  'takeover compare nothing',
  'month run',
  'month run 2026-13',
  'month show 2031-01',
  'month diff',
  'month approve',
  'month bank-file',
  'month return-file',
  'month return-file x no-such-file.csv',
  'month recompute 26',
  'pack what',
  'pack check',
  'pack check no-such-file.yaml',
  'pack cases nothing',
  'pack diff',
  'pack submit nothing',
  'pack publish',
  'pack install',
  'documents import',
  'documents import no-such-file.txt',
  'demo reset 0',
]
test.each(HALF_A_LINE)('`%s` says in Chinese what is wrong and what to do', async (text) => {
  const { command, rest } = chosen(text)
  const fault = await whole.world
    .as({ district: KAIZHOU }, (ctx) => command.run(ctx, rest, quiet))
    .then(
      () => undefined,
      (error) => faultOf(error),
    )
  expect(fault, text).toBeDefined()
  expect(fault!.kind).not.toBe('failed')
  expect(fault!.message).toMatch(/[\u4e00-\u9fff]{2}/)
  // Either a sentence or a line to copy.
  expect(fault!.next).toMatch(/[\u4e00-\u9fff]|npm run songhe/)
})

test('help shows all, or the commands that begin alike; what is not a command is said so', () => {
  expect(wantsHelp(readLine([]))).toBe(true)
  expect(wantsHelp(readLine(['--help']))).toBe(true)
  expect(usage(commands, ['help', 'month'])).not.toContain('person find')
  expect(chooseCommand(commands, ['month'])).toBeUndefined()
  expect(unknownWords(commands, ['month'])).toContain('没有写全')
  expect(unknownWords(commands, ['nonsense'])).toContain('没有“nonsense”这个命令')
  expect(() => readLine(['areas', '--colour'])).toThrow('不认识选项 --colour')
  expect(readLine(['month', 'recompute', '2026-10', '--as-known-then', '--as', 'he', '--json'])).toEqual({
    words: ['month', 'recompute', '2026-10', '--as-known-then'],
    json: true,
    as: 'he',
  })
})
