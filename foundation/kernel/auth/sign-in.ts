// Sign in, out, change one's password, enrol a second factor. A wrong name and a wrong password look and last the same.
import { randomBytes } from 'node:crypto'
import * as lines from '@songhe/basics/session'
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { forbidden, invalid } from '@songhe/basics/problem'
import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { audit } from '../audit.ts'
import { enterScope } from '../db/enter-scope.ts'
import type { WebContext } from '../http/build-http.ts'
import { open, seal } from '../secrets.ts'
import { checkNewPassword, hashPassword, passwordMatches } from './password.ts'
import { findPrincipal, hashToken, type SignedIn } from './principal.ts'

interface Candidate {
  account: string
  staff: string
  name: string
  district: number
  password: string
  second_factor: Buffer | null
  locked: boolean
  disabled: boolean
}

const WRONG = () =>
  forbidden('用户名或密码不对。', { next: '请核对后再试；连续错 5 次会锁定 30 分钟。忘记密码请找本单位系统管理员重置。' })
let decoy: Promise<string> | undefined

export async function signIn(ctx: WebContext, { body }: InputOf<typeof lines.signIn>): Promise<ReplyOf<typeof lines.signIn>> {
  const found = await sql<Candidate>`select * from kernel.sign_in_candidate(${body.username.trim()})`.execute(ctx.db)
  const candidate = found.rows[0]
  decoy ??= hashPassword(randomBytes(12).toString('hex'))
  const right = await passwordMatches(body.password, candidate?.password ?? (await decoy))
  if (candidate?.locked)
    throw forbidden('这个账号因多次输错密码已锁定。', { next: '请 30 分钟后再试，或找本单位系统管理员解锁。' })
  if (!candidate || !right || candidate.disabled) {
    if (candidate) await fail(ctx, candidate, '密码不对')
    throw WRONG()
  }
  if (candidate.second_factor) {
    if (!body.code) return { next: 'second-factor' }
    if (!codeIsRight(open(candidate.second_factor), body.code, ctx.now)) {
      await fail(ctx, candidate, '动态码不对')
      throw forbidden('动态码不对或已过期。', { next: '请输入手机上最新的 6 位数字；请确认手机时间准确。' })
    }
  }
  const token = randomBytes(32).toString('base64url')
  await sql`select kernel.open_session(${hashToken(token)}, ${candidate.account}, ${ctx.principal.address})`.execute(ctx.db)
  await enterScope(ctx.db, { district: candidate.district, areas: null })
  const principal = await findPrincipal(ctx.db, token, ctx.principal.address, ctx.catalogue)
  if (!principal) throw WRONG()
  await audit({ ...ctx, principal }, { event: 'auth.signed-in' })
  ctx.web.setToken(token)
  return { next: nextStep(principal) }
}

const nextStep = (principal: SignedIn) =>
  principal.mustChangePassword ? 'change-password' : principal.mustEnrol ? 'enrol' : 'ready'

async function fail(ctx: WebContext, candidate: Candidate, reason: string) {
  await ctx.web.apart(async (trx) => {
    const locked = await sql<{ locked: boolean }>`select kernel.sign_in_failed(${candidate.account}) as locked`.execute(trx)
    await enterScope(trx, { district: candidate.district, areas: null })
    const principal = {
      ...ctx.principal,
      account: candidate.account,
      staff: candidate.staff,
      name: candidate.name,
      district: candidate.district,
    }
    await audit({ ...ctx, db: trx, principal }, { event: locked.rows[0]?.locked ? 'auth.locked' : 'auth.failed', reason })
  })
}

export async function signOut(ctx: WebContext): Promise<Record<string, never>> {
  if (ctx.web.token) await sql`select kernel.end_session(${hashToken(ctx.web.token)})`.execute(ctx.db)
  ctx.web.clearToken()
  return {}
}

export async function changePassword(
  ctx: WebContext,
  { body }: InputOf<typeof lines.changePassword>,
): Promise<ReplyOf<typeof lines.changePassword>> {
  const principal = ctx.principal as SignedIn
  const kept = await sql<{ hash: string }>`select kernel.own_password(${principal.account}) as hash`.execute(ctx.db)
  if (!(await passwordMatches(body.current, kept.rows[0]!.hash)))
    throw invalid('原密码不对。', { next: '请核对纸条上的初始密码，注意大小写。' })
  if (body.next === body.current) throw invalid('新密码和原密码一样。', { next: '请换一个新密码。' })
  checkNewPassword(body.next, principal.username)
  await sql`select kernel.own_password(${principal.account}, ${await hashPassword(body.next)})`.execute(ctx.db)
  await sql`select kernel.end_sessions_of(${principal.account}, ${hashToken(ctx.web.token ?? '')})`.execute(ctx.db)
  return { next: nextStep({ ...principal, mustChangePassword: false }) }
}

export async function enrolSecondFactor(
  ctx: WebContext,
  { body }: InputOf<typeof lines.enrolSecondFactor>,
): Promise<ReplyOf<typeof lines.enrolSecondFactor>> {
  const principal = ctx.principal as SignedIn
  const secret = body.secret ?? new Secret({ size: 20 }).base32
  const uri = timeCode(secret, principal.username).toString()
  if (!body.secret || !body.code) return { secret, uri, kept: false }
  if (!codeIsRight(secret, body.code, ctx.now))
    throw invalid('动态码不对。', { next: '请确认扫的是本页的二维码，并输入最新的 6 位数字。' })
  await sql`select kernel.enrol_second_factor(${principal.account}, ${seal(secret)})`.execute(ctx.db)
  return { secret, uri, kept: true }
}

const timeCode = (secret: string, label: string) => new TOTP({ issuer: '松鹤', label, secret: Secret.fromBase32(secret) })
const codeIsRight = (secret: string, code: string, now: Date) =>
  timeCode(secret, '').validate({ token: code.trim(), window: 1, timestamp: now.getTime() }) !== null
