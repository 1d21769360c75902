// Sign in, out, change one's password, enrol a second factor. A wrong name and a wrong password look and last the same.
import { randomBytes } from 'node:crypto'
import * as lines from '@songhe/basics/session'
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, forbidden, invalid } from '@songhe/basics/problem'
import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { audit } from '../audit.ts'
import { enterScope } from '../db/enter-scope.ts'
import type { WebContext } from '../http/build-http.ts'
import { open, seal } from '../secrets.ts'
import { checkNewPassword, hashPassword, passwordMatches } from './password.ts'
import { findPrincipal, hashToken, type SignedIn } from './principal.ts'

/** One try, counted before anything is compared: a hundred at once are a hundred. */
interface Guess {
  /** null: refused without being compared, and not counted. */
  guess: number | null
  account: string | null
  staff: string
  name: string
  district: number
  password: string
  second_factor: Buffer | null
  locked: boolean
  /** Too many wrong tries from this address within the hour. */
  crowded: boolean
  /** If this one is wrong, the account is locked. */
  last_try: boolean
  disabled: boolean
}

const WRONG = () =>
  forbidden('用户名或密码不对。', { next: '请核对后再试；连续错 5 次会锁定 30 分钟。忘记密码请找本单位系统管理员重置。' })
let decoy: Promise<string> | undefined

export async function signIn(ctx: WebContext, { body }: InputOf<typeof lines.signIn>): Promise<ReplyOf<typeof lines.signIn>> {
  const guess = await beginGuess(ctx, body.username.trim())
  if (guess.crowded) throw CROWDED()
  decoy ??= hashPassword(randomBytes(12).toString('hex'))
  const right = await passwordMatches(body.password, guess.password ?? (await decoy))
  if (guess.locked) throw LOCKED()
  if (!guess.account || !right || guess.disabled) {
    if (guess.account) await fail(ctx, guess, '密码不对')
    throw WRONG()
  }
  if (guess.second_factor) {
    if (!body.code) {
      await takeBack(ctx, guess)
      return { next: 'second-factor' }
    }
    if (!(await codeOpens(ctx, guess.account, open(guess.second_factor), body.code))) {
      await fail(ctx, guess, '动态码不对')
      throw forbidden('动态码不对、已过期或已经用过。', { next: '请输入手机上最新的 6 位数字；请确认手机时间准确。' })
    }
  }
  await takeBack(ctx, guess)
  const token = randomBytes(32).toString('base64url')
  await sql`select kernel.open_session(${hashToken(token)}, ${guess.account}, ${ctx.principal.address})`.execute(ctx.db)
  await enterScope(ctx.db, { district: guess.district, areas: null })
  const principal = await findPrincipal(ctx.db, token, ctx.principal.address, ctx.catalogue)
  if (!principal) throw WRONG()
  await audit({ ...ctx, principal }, { event: 'auth.signed-in' })
  ctx.web.setToken(token)
  return { next: nextStep(principal) }
}

const nextStep = (principal: SignedIn) =>
  principal.mustChangePassword ? 'change-password' : principal.mustEnrol ? 'enrol' : 'ready'

/** In a transaction of its own: the count stands however the request ends. */
async function beginGuess(ctx: WebContext, username: string): Promise<Guess> {
  let guess: Guess | undefined
  await ctx.web.apart(async (trx) => {
    const found = await sql<Guess>`select * from kernel.begin_guess(${username}, ${ctx.principal.address})`.execute(trx)
    guess = found.rows[0]
  })
  return guess!
}

const LOCKED = () => forbidden('这个账号因多次输错密码已锁定。', { next: '请 30 分钟后再试，或找本单位系统管理员解锁。' })
const CROWDED = () =>
  forbidden('这个网络地址一小时内输错的次数太多。', {
    next: '请过一小时再试；已经登录的人不受影响。急用请联系系统管理员。',
  })

/** The password was right, so it was no guess. */
const takeBack = (ctx: WebContext, { guess, account }: Guess) =>
  ctx.web.apart(async (trx) => void (await sql`select kernel.take_back_guess(${guess}, ${account})`.execute(trx)))

async function fail(ctx: WebContext, guess: Guess, reason: string) {
  await ctx.web.apart(async (trx) => {
    await enterScope(trx, { district: guess.district, areas: null })
    const { account, staff, name, district } = guess
    const principal = { ...ctx.principal, account, staff, name, district }
    await audit({ ...ctx, db: trx, principal }, { event: guess.last_try ? 'auth.locked' : 'auth.failed', reason })
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
  // Who sits down at an open desk must not be able to try passwords here either.
  const guess = await beginGuess(ctx, principal.username)
  if (guess.crowded) throw CROWDED()
  if (guess.locked) throw LOCKED()
  if (!(await passwordMatches(body.current, guess.password))) {
    await fail(ctx, guess, '原密码不对')
    throw invalid('原密码不对。', { next: '请核对纸条上的初始密码，注意大小写；连续错 5 次会锁定 30 分钟。' })
  }
  await takeBack(ctx, guess)
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
  if (stepOf(secret, body.code, ctx.now) === null)
    throw invalid('动态码不对。', { next: '请确认扫的是本页的二维码，并输入最新的 6 位数字。' })
  const kept = await sql<{
    kept: boolean
  }>`select kernel.enrol_second_factor(${principal.account}, ${seal(secret)}) as kept`.execute(ctx.db)
  if (!kept.rows[0]!.kept)
    throw conflict('这个账号已经绑定过动态码，没有改动。', { next: '换手机请找本单位系统管理员重置，再重新绑定。' })
  return { secret, uri, kept: true }
}

const timeCode = (secret: string, label: string) => new TOTP({ issuer: '松鹤', label, secret: Secret.fromBase32(secret) })

const STEP_SECONDS = 30

/** The half minute a code is of, or null when it is wrong. */
function stepOf(secret: string, code: string, now: Date): number | null {
  const moved = timeCode(secret, '').validate({ token: code.trim(), window: 1, timestamp: now.getTime() })
  return moved === null ? null : Math.floor(now.getTime() / 1_000 / STEP_SECONDS) + moved
}

/** A code opens once: seen over somebody's shoulder it is worth nothing. */
async function codeOpens(ctx: WebContext, account: string, secret: string, code: string): Promise<boolean> {
  const step = stepOf(secret, code, ctx.now)
  let fresh = false
  if (step !== null)
    await ctx.web.apart(async (trx) => {
      const used = await sql<{ fresh: boolean }>`select kernel.use_code(${account}, ${step}) as fresh`.execute(trx)
      fresh = used.rows[0]!.fresh
    })
  return fresh
}
