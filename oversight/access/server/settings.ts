// A district's own settings: read where they count, shown on one page, changed with a reason by the post that has the say.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { forbidden, invalid, notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import { ROLE_LABELS, type SettingLine } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../contract-settings.ts'

export async function readSetting<T>(ctx: Context, key: string, otherwise: T): Promise<T> {
  const found = await sql<{
    value: T
  }>`select value from kernel.setting where district = ${ctx.principal.district} and key = ${key}`.execute(ctx.db)
  return found.rows[0]?.value ?? otherwise
}

type Value = SettingLine['otherwise']

/** `cases.noticeDays`: one name for a line, whether its row holds one value or several. */
const nameOf = ({ key, field }: SettingLine) => (field ? `${key}.${field}` : key)

export async function listSettings(ctx: Context): Promise<ReplyOf<typeof contract.listSettings>> {
  const { district, permissions } = ctx.principal
  const found = await sql<{
    key: string
    value: unknown
  }>`select key, value from kernel.setting where district = ${district}`.execute(ctx.db)
  const kept = new Map(found.rows.map((row) => [row.key, row.value]))
  const objects = ctx.catalogue.settings.map((line) => `setting:${nameOf(line)}`)
  const changes = await sql<{ object: string; at: string; actor: string; reason: string }>`
    select distinct on (object) object, to_json(at)#>>'{}' as at, actor, reason from kernel.audit_entry
    where district = ${district} and event = 'setting.changed' and object = any(${objects}::text[]) order by object, seq desc`.execute(
    ctx.db,
  )
  const changed = new Map(changes.rows.map(({ object, ...row }) => [object, row]))
  return {
    settings: ctx.catalogue.settings.map((line) => {
      const own = valueIn(line, kept.get(line.key))
      const { group, title, note, kind, otherwise, min, max, choices } = line
      return {
        key: nameOf(line),
        group,
        title,
        note,
        kind,
        otherwise,
        value: own ?? otherwise,
        set: own !== undefined,
        min: min ?? null,
        max: max ?? null,
        choices: Object.entries(choices ?? {}).map(([value, text]) => ({ value, text })),
        mayChange: permissions.has('settings.change') && permissions.has(line.permission),
        by: (ctx.catalogue.permissions.get(line.permission)?.roles ?? []).map((role) => ROLE_LABELS[role]).join('、'),
        changed: changed.get(`setting:${nameOf(line)}`) ?? null,
      }
    }),
  }
}

function valueIn({ field }: SettingLine, kept: unknown): Value | undefined {
  const value = field ? (kept as Record<string, Value> | undefined)?.[field] : kept
  return value === undefined || value === null ? undefined : (value as Value)
}

export async function changeSetting(
  ctx: Context,
  { body }: InputOf<typeof contract.changeSetting>,
): Promise<ReplyOf<typeof contract.changeSetting>> {
  const { district, permissions } = ctx.principal
  const line = ctx.catalogue.settings.find((one) => nameOf(one) === body.key)
  if (!line) throw notFound('这项设置')
  if (!permissions.has(line.permission))
    throw forbidden(`您的岗位不能修改“${line.title}”。`, { next: '请由有权的岗位修改，页面上写明了是谁。' })
  const value = typeof body.value === 'string' ? body.value.trim() : body.value
  const fault = faultOf(line, value)
  if (fault) throw invalid(fault, { next: '请改正后再保存。' })
  const found = await sql<{
    value: unknown
  }>`select value from kernel.setting where district = ${district} and key = ${line.key} for update`.execute(ctx.db)
  const before = valueIn(line, found.rows[0]?.value)
  if (before === value) return { id: body.id, outcome: 'exists' }
  const whole = line.field ? { ...(found.rows[0]?.value as object | undefined), [line.field]: value } : value
  await sql`insert into kernel.setting (district, key, value) values (${district}, ${line.key}, ${JSON.stringify(whole)}::jsonb)
    on conflict (district, key) do update set value = excluded.value`.execute(ctx.db)
  await audit(ctx, {
    event: 'setting.changed',
    object: `setting:${nameOf(line)}`,
    reason: body.reason,
    details: { before: before ?? line.otherwise, after: value },
  })
  return { id: body.id, outcome: 'created' }
}

function faultOf({ title, kind, min = 0, max = 1_000_000_000, choices }: SettingLine, value: Value): string | undefined {
  if (kind === 'flag') return typeof value === 'boolean' ? undefined : `“${title}”只能选开或关。`
  if (kind === 'choice')
    return typeof value === 'string' && choices && value in choices ? undefined : `“${title}”请从列表中选择。`
  if (kind === 'text') return typeof value === 'string' && value.length <= 80 ? undefined : `“${title}”最多 80 个字。`
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
    ? undefined
    : `“${title}”要在 ${kind === 'money' ? `${min / 100} 至 ${max / 100} 元` : `${min} 至 ${max}`} 之间。`
}
