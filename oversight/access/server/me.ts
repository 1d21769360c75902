// Who is signed in, for the shell of every front door.
import type { ReplyOf } from '@songhe/basics/contract'
import type * as session from '@songhe/basics/session'
import { ROLE_LABELS, type RoleKey } from '@songhe/kernel/capability'
import type { SignedIn } from '@songhe/kernel/auth/principal'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { areaNames } from '@songhe/registry/door'
import { readSetting } from './settings.ts'

export async function me(ctx: Context): Promise<ReplyOf<typeof session.me>> {
  const principal = ctx.principal as SignedIn
  const names = await areaNames(ctx, [principal.district, ...(principal.grantedAreas ?? [])], today(ctx))
  const district = names.get(principal.district) ?? ''
  return {
    account: principal.account ?? '',
    staff: principal.staff ?? '',
    username: principal.username,
    name: principal.name,
    post: principal.post,
    roles: principal.roles.map((key) => ({ key, label: ROLE_LABELS[key as RoleKey] ?? key })),
    permissions: [...principal.permissions],
    district: { key: principal.district, name: district, office: (await readSetting(ctx, 'office', '')) || `${district}民政局` },
    areas: principal.grantedAreas?.map((key) => ({ key, name: names.get(key) ?? '' })) ?? null,
    demo: principal.demo,
    boundariesOf: principal.demo ? await readSetting<string | null>(ctx, 'as-of-boundaries', null) : null,
    today: today(ctx),
    helpLine: await readSetting(ctx, 'help-line', ''),
    mustChangePassword: principal.mustChangePassword,
    mustEnrol: principal.mustEnrol,
  }
}
