// One page of settings: who may change what, what the log keeps, and the number in every error from the next error on.
import { post } from '@songhe/basics/contract'
import { newId } from '@songhe/basics/ids'
import { type Capability, gather, type MountedRoute, type RoleKey } from '@songhe/kernel/capability'
import { buildHttp } from '@songhe/kernel/http/build-http'
import { helpLineOf } from '@songhe/kernel/http/help-line'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { capability } from './capability.ts'
import { changeSetting, listSettings, readSetting } from './settings.ts'

const room: Capability = {
  name: 'trial',
  title: '试',
  settings: [
    {
      key: 'trial',
      field: 'days',
      group: '试',
      title: '天数',
      note: '',
      kind: 'count',
      otherwise: 7,
      min: 1,
      max: 30,
      permission: 'settings.figures',
    },
  ],
  routes: [
    [
      post('/trial', { title: '试', permission: 'signed-in', audit: 'trial.done', reply: z.object({}) }),
      async () => ({}),
    ] as unknown as MountedRoute,
  ],
}
let world: TestWorld
beforeAll(async () => {
  world = await testDatabase([capability, room])
})
afterAll(() => world.close())

const change = (role: RoleKey, key: string, value: string | number | boolean, reason = '按区府办文件调整') =>
  world.as({ roles: [role], staff: '何志远' }, (ctx) => changeSetting(ctx, { body: { id: newId(), key, value, reason } }))
const line = async (role: RoleKey, key: string) =>
  (await world.as({ roles: [role] }, (ctx) => listSettings(ctx))).settings.find((one) => one.key === key)

test('a figure is changed by the reviewer with a reason, kept beside its neighbours, and shown with who changed it', async () => {
  await world.owner(`insert into kernel.setting values (1, 'trial', '{"other": 3}')`)
  expect(await line('reviewer', 'trial.days')).toMatchObject({ value: 7, set: false, mayChange: true, changed: null })
  expect(await change('reviewer', 'trial.days', 10)).toMatchObject({ outcome: 'created' })
  expect(await change('reviewer', 'trial.days', 10)).toMatchObject({ outcome: 'exists' })
  expect(await world.as({}, (ctx) => readSetting(ctx, 'trial', {}))).toEqual({ other: 3, days: 10 })
  expect(await line('clerk', 'trial.days')).toMatchObject({
    value: 10,
    mayChange: false,
    by: '复核',
    changed: { actor: '何志远', reason: '按区府办文件调整' },
  })
  const [entry] =
    await world.owner(`select d.details from kernel.audit_entry e join kernel.audit_detail d on d.district = e.district and d.entry = e.seq
    where e.event = 'setting.changed'`)
  expect(entry.details).toEqual({ before: 7, after: 10 })
})

test('an administrator sets no figures, a reviewer no telephone, and nobody a value that cannot be', async () => {
  await expect(change('system-admin', 'trial.days', 5)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(change('reviewer', 'help-line', '023-1')).rejects.toMatchObject({ kind: 'forbidden' })
  for (const value of [0, 31, 7.5, '七天', true])
    await expect(change('reviewer', 'trial.days', value)).rejects.toMatchObject({ kind: 'invalid' })
  await expect(change('reviewer', 'no.such', 1)).rejects.toMatchObject({ kind: 'not-found' })
})

test('the help line stands in every error from the moment it is set, without a restart', async () => {
  const app = await buildHttp({
    database: world.database,
    around: { catalogue: gather([capability, room]), log: { info() {}, warn() {}, error() {} } },
    helpLine: helpLineOf(world.database),
  })
  const said = async () => (await app.inject({ method: 'POST', url: '/api/trial', headers: { 'x-songhe': '1' } })).json().helpLine
  expect(await said()).toBeUndefined()
  await change('system-admin', 'help-line', '023-5222-0001')
  expect(await said()).toBe('023-5222-0001')
  await change('system-admin', 'help-line', '023-5222-0002')
  expect(await said()).toBe('023-5222-0002')
  await app.close()
})
