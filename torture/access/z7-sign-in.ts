// Z7: guessing, spraying, borrowed cookies, codes used twice, and rights that must end with the next request.
import { seal } from '@songhe/kernel/secrets'
import { Secret, TOTP } from 'otpauth'
import type { Arena, Finding, Trial } from '../trial.ts'
import { withTestServer } from '../test-server.ts'
import { type Office, openOffice, PASSWORD } from './office.ts'
import { addressOf } from './probe.ts'

const MOST_GUESSES = 10
const compared = (message: string) => message.startsWith('用户名或密码不对') || message.startsWith('动态码不对')

async function attack(arena: Arena, breaks?: (office: Office) => Promise<unknown>): Promise<Finding> {
  return withTestServer(async () => {
    const office = await openOffice()
    const faults: string[] = []
    const must = (holds: boolean, fault: string) => holds || faults.push(fault)
    try {
      await breaks?.(office)
      const tries = arena.count({ a: 60, b: 400, c: 2_000 })
      await office.hire('target', 'clerk')
      const brute = await Promise.all(
        numbers(tries).map((i) => office.signIn('target', { password: `guess-${i}`, address: addressOf(i) })),
      )
      const onAccount = brute.filter(({ message }) => compared(message)).length
      must(onAccount <= MOST_GUESSES, `${onAccount} guesses on one account were compared within the hour`)
      must((await office.signIn('target')).status === 403, 'the right password opened a locked account')
      const sprayed = await Promise.all(numbers(tries).map((i) => office.signIn(`name-${i}`, { address: '192.0.2.9' })))
      const fromAddress = sprayed.filter(({ message }) => compared(message)).length
      must(fromAddress <= MOST_GUESSES, `${fromAddress} guesses from one address were compared within the hour`)

      await fixation(office, must)
      const seconds = await endsAtOnce(office, must)
      await secondFactor(office, must, tries)
      await passwordChange(office, must)
      return {
        figures: {
          tries: tries * 3,
          'compared on one account': onAccount,
          'compared from one address': fromAddress,
          'slowest end ms': seconds,
        },
        faults,
      }
    } finally {
      await office.close()
    }
  })
}

type Must = (holds: boolean, fault: string) => unknown
const numbers = (n: number) => Array.from({ length: n }, (_, i) => i)
const sees = async (office: Office, cookie: string) => (await office.get('/people', { cookie })).status === 200

/** A cookie chosen by somebody else is never the one that is signed in. */
async function fixation(office: Office, must: Must) {
  await office.hire('fixed', 'clerk')
  const planted = 'songhe=chosen-by-the-attacker'
  const reply = await office.post('/auth/sign-in', { cookie: planted, body: { username: 'fixed', password: PASSWORD } })
  must(reply.cookie !== planted && (await sees(office, reply.cookie)), 'signing in kept the cookie it was given')
  must(!(await sees(office, planted)), 'a planted cookie was signed in')
  must(reply.cookie !== (await office.signIn('fixed')).cookie, 'two sign-ins share a cookie')
}

async function endsAtOnce(office: Office, must: Must): Promise<number> {
  const ends: [string, (account: string, staff: string) => Promise<unknown>][] = [
    [
      'a disabled account',
      (account) => office.world.owner('update kernel.account set disabled_at = now() where id = $1', [account]),
    ],
    [
      'a revoked role',
      (account) => office.world.owner('update kernel.role_grant set revoked_at = now() where account = $1', [account]),
    ],
    [
      'one who left',
      (_account, staff) => office.world.owner('update kernel.staff set left_on = current_date where id = $1', [staff]),
    ],
    [
      'an ended session',
      (account) => office.world.owner('update kernel.session set ended_at = now() where account = $1', [account]),
    ],
    [
      'an idle session',
      (account) =>
        office.world.owner(`update kernel.session set seen_at = now() - interval '31 minutes' where account = $1`, [account]),
    ],
    [
      'a session of yesterday',
      (account) =>
        office.world.owner(`update kernel.session set created_at = now() - interval '13 hours' where account = $1`, [account]),
    ],
  ]
  let slowest = 0
  for (const [i, [what, end]] of ends.entries()) {
    const { account, staff } = await office.hire(`ending-${i}`, 'clerk')
    const { cookie } = await office.signIn(`ending-${i}`)
    must(await sees(office, cookie), `${what}: could not even begin`)
    await end(account, staff)
    const started = performance.now()
    const still = await sees(office, cookie)
    slowest = Math.max(slowest, Math.round(performance.now() - started))
    must(!still, `${what} still reads`)
  }
  must(slowest <= 1_000, `an end took ${slowest} ms`)
  return slowest
}

async function secondFactor(office: Office, must: Must, tries: number) {
  const secret = new Secret({ size: 20 })
  await office.hire('second', 'clerk', { secret: seal(secret.base32) })
  const code = new TOTP({ secret }).generate({ timestamp: office.now.at.getTime() })
  must((await office.signIn('second')).next === 'second-factor', 'the second factor is not asked for')
  const first = await office.signIn('second', { code })
  must(first.next === 'ready', 'a right code does not open')
  must((await office.signIn('second', { code })).status === 403, 'a used code opened again')
  const guessed = await Promise.all(
    numbers(tries).map((i) => office.signIn('second', { code: String(i).padStart(6, '0'), address: addressOf(70_000 + i) })),
  )
  const codes = guessed.filter(({ message }) => compared(message)).length
  must(codes <= MOST_GUESSES, `${codes} codes were compared within the hour`)
  const other = new Secret({ size: 20 })
  const swapped = await office.post('/auth/enrol', {
    cookie: first.cookie,
    body: { secret: other.base32, code: new TOTP({ secret: other }).generate({ timestamp: office.now.at.getTime() }) },
  })
  must(swapped.json.kept !== true, 'an open session put a second factor of its own in place')
}

async function passwordChange(office: Office, must: Must) {
  await office.hire('changing', 'clerk')
  const here = (await office.signIn('changing')).cookie
  const there = (await office.signIn('changing')).cookie
  const guesses = await Promise.all(
    numbers(20).map((i) =>
      office.post('/auth/change-password', { cookie: there, body: { current: `guess-${i}`, next: 'Other-Horse-88' } }),
    ),
  )
  const tried = guesses.filter(({ json }) => String(json.message).startsWith('原密码不对')).length
  must(tried <= MOST_GUESSES, `${tried} passwords were tried at an open desk`)
  await office.world.owner(`update kernel.account set failures = 0, locked_until = null where username = 'changing'`)
  const changed = await office.post('/auth/change-password', {
    cookie: here,
    body: { current: PASSWORD, next: 'Other-Horse-88' },
  })
  must(changed.json.next === 'ready', 'the password could not be changed')
  must(await sees(office, here), 'the desk that changed the password was put out')
  must(!(await sees(office, there)), 'a changed password left another session open')
}

export const z7: Trial = {
  id: 'Z7',
  title:
    'Signing in attacked: passwords and codes guessed at once and sprayed, cookies planted, codes used twice, rights taken away',
  target:
    'at most 10 guesses an hour per account and per address; a disabled account, a removed role, an ended session stop within a second',
  tier: 'a',
  run: (arena) => attack(arena),
  control: {
    breaks: 'tries are no longer counted before they are compared, and a code stays good',
    run: (arena) =>
      attack(arena, ({ world }) =>
        world.owner(`create or replace function kernel.use_code(wanted uuid, step bigint) returns boolean language sql as 'select true';
          create or replace function kernel.take_back_guess(counted bigint, wanted uuid) returns void language sql as 'select null::void';
          alter table kernel.guess disable trigger all;
          create function kernel.forget() returns trigger language plpgsql as 'begin return null; end';
          create trigger forget before insert on kernel.guess for each row execute function kernel.forget()`),
      ),
  },
}
