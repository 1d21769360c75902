// What an office sets for itself: every line with its value, who may change it, and the last change.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { z } from 'zod'

const Value = z.union([z.string(), z.number(), z.boolean()])

export const SettingRow = z.object({
  key: z.string(),
  group: z.string(),
  title: z.string(),
  note: z.string(),
  kind: z.enum(['text', 'count', 'money', 'flag', 'choice']),
  value: Value,
  otherwise: Value,
  /** False = the office set nothing, the default counts. */
  set: z.boolean(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  choices: z.array(z.object({ value: z.string(), text: z.string() })),
  mayChange: z.boolean(),
  /** Who has the say, in words. */
  by: z.string(),
  changed: z.object({ at: z.string(), actor: z.string(), reason: z.string() }).nullable(),
})
export type SettingRow = z.infer<typeof SettingRow>

export const listSettings = get('/settings', {
  title: '查看本单位设置',
  permission: 'settings.read',
  reply: z.object({ settings: z.array(SettingRow) }),
})

export const changeSetting = post('/settings', {
  title: '修改本单位设置',
  permission: 'settings.change',
  audit: 'setting.changed',
  body: z.object({
    id: ClientId,
    key: z.string().max(80),
    value: Value,
    reason: z.string().trim().min(4, '理由至少 4 个字').max(200),
  }),
  reply: Written,
})
