// M8: the same human tries both halves of what takes two: with a second account, as a deputy, from the command line, as a job. Then a second human does it, or the trial proves nothing.
import { createHash, randomUUID } from 'node:crypto'
import { COOKIE } from '@songhe/kernel/http/build-http'
import { systemPrincipal } from '@songhe/kernel/context'
import { actAs } from '@songhe/kernel/db/database'
import type { RoleKey } from '@songhe/kernel/capability'
import { principalOf } from '../../apps/server/operator.ts'
import type { Arena, Finding, Trial } from '../trial.ts'
import { withTestServer } from '../test-server.ts'
import { type AttackWorld, asOwner, HOME_DISTRICT, openAttackWorld, quiet } from './attack-world.ts'
import { layTripwire, openProber, type Prober } from './probe.ts'
import { type AnyLine, type Input, keyOf } from './requests.ts'
import { linesOf } from './scope-matrix.ts'

interface Half {
  line: string
  input: Input
  role: RoleKey
}

/** Permissions of those who act over what somebody else made. */
const SECOND = new Set(['benefits.approve', 'cases.decide', 'policy.publish', 'open-export.approve', 'registry.confirm-payee'])
/** Looked at, sent back or said no to: nothing moves. */
const NO_SECOND_HALF = new Set([
  'POST /benefits/runs/:id/exceptions/:key',
  'POST /benefits/runs/:id/return',
  'POST /benefits/adjustments/:id/decline',
  'POST /access/open-exports/:id/refuse',
])
const MAKER = '经办某甲'
const PACK = 'service-subsidy'

async function twoPersons(_arena: Arena, broken: boolean): Promise<Finding> {
  return withTestServer(async () => {
    const attack = await openAttackWorld({ oneIn: 1_000 })
    await layTripwire(attack)
    const maker = attack.world.principal({ staff: MAKER, district: HOME_DISTRICT }).staff!
    const prober = await openProber(attack)
    const faults: string[] = []
    const counts = { acts: 0, tries: 0, 'done by a second human': 0 }
    try {
      await asOwner(attack.world, (owner) =>
        owner.query(`insert into kernel.staff (id, district, name) values ($1, $2, $3)`, [maker, HOME_DISTRICT, MAKER]),
      )
      const halves = await secondHalves(attack, broken ? randomUUID() : maker)
      const lines = new Map(linesOf(attack.catalogue.capabilities).map((line) => [keyOf(line), line]))
      for (const half of halves) {
        counts.acts++
        const line = lines.get(half.line)!
        for (const [way, attempt] of await waysAround(attack, prober, line, half, maker)) {
          counts.tries++
          const status = await attempt()
          if (status < 300) faults.push(`${half.line}: both halves by one human, ${way}`)
        }
        const other = await account(attack, randomUUID(), half.role, '另一人')
        const answer = await prober.send(line, { cookie: other.cookie }, half.input)
        if (answer.status < 300) counts['done by a second human']++
        else faults.push(`${half.line}: not even a second human can (${answer.status} ${answer.text.slice(0, 200)})`)
      }
      for (const [key, { method, permission }] of lines)
        if (method === 'POST' && SECOND.has(permission) && !NO_SECOND_HALF.has(key) && !halves.some((half) => half.line === key))
          faults.push(`${key}: a second person's act that this trial does not try`)
      faults.push(...(await widening(attack, prober, lines)))
      return { figures: counts, faults }
    } finally {
      await prober.close()
      await attack.close()
    }
  })
}

type Attempt = () => Promise<number>

async function waysAround(
  attack: AttackWorld,
  prober: Prober,
  line: AnyLine,
  { input, role }: Half,
  maker: string,
): Promise<[string, Attempt][]> {
  const send = (cookie: string) => async () => (await prober.send(line, { cookie }, input)).status
  const second = await account(attack, maker, role, `${role}-${randomUUID().slice(0, 6)}`)
  const standing = await standIn(attack, maker, role)
  const operator = () =>
    principalOf(
      { owner: (act: never) => asOwner(attack.world, act), around: { catalogue: attack.catalogue, log: quiet } } as never,
      second.username,
    )
  return [
    ['with a second account', send(second.cookie)],
    ['standing in for an absent reviewer', send(standing)],
    ['from the command line', () => verb(attack, line, input, operator())],
    [
      'as a job of nobody',
      () =>
        verb(
          attack,
          line,
          input,
          Promise.resolve({ ...systemPrincipal(HOME_DISTRICT, true), permissions: new Set(attack.catalogue.permissions.keys()) }),
        ),
    ],
  ]
}

/** The verb itself, as the command line and jobs call it; taken back afterwards. */
async function verb(
  attack: AttackWorld,
  line: AnyLine,
  input: Input,
  principal: ReturnType<typeof principalOf>,
): Promise<number> {
  const mounted = attack.catalogue.capabilities.flatMap((room) => room.routes ?? []).find(([one]) => keyOf(one) === keyOf(line))!
  const done = new Error('taken back')
  const error = await actAs(attack.world.database, await principal, { catalogue: attack.catalogue, log: quiet }, async (ctx) => {
    await mounted[1](ctx, input)
    throw done
  }).catch((thrown: unknown) => thrown)
  return error === done ? 200 : 409
}

async function account({ world }: AttackWorld, staff: string, role: RoleKey, name: string) {
  const [id, token, username] = [randomUUID(), randomUUID(), `m8-${randomUUID().slice(0, 12)}`]
  await asOwner(world, async (owner) => {
    await owner.query(`insert into kernel.staff (id, district, name) values ($1, $2, $3) on conflict do nothing`, [
      staff,
      HOME_DISTRICT,
      name,
    ])
    await owner.query(
      `insert into kernel.account (id, staff, district, username, password, must_change_password, second_factor_exempt, demo) values ($1, $2, $3, $4, 'none', false, true, true)`,
      [id, staff, HOME_DISTRICT, username],
    )
    await owner.query(`insert into kernel.role_grant (id, account, role, district) values ($1, $2, $3, $4)`, [
      randomUUID(),
      id,
      role,
      HOME_DISTRICT,
    ])
    await owner.query(`insert into kernel.session (token, account) values ($1, $2)`, [
      createHash('sha256').update(token).digest(),
      id,
    ])
  })
  return { id, username, cookie: `${COOKIE}=${token}` }
}

/** The maker’s own account is a clerk’s; the other role comes from the colleague who is away. */
async function standIn(attack: AttackWorld, maker: string, role: RoleKey): Promise<string> {
  const absent = randomUUID()
  await account(attack, absent, role, '外出的人')
  const own = await account(attack, maker, 'clerk', MAKER)
  await attack.world.owner(
    `insert into kernel.deputy (id, district, absent, stands_in, valid_from, valid_to) values ($1, $2, $3, $4, current_date, current_date + 1)`,
    [randomUUID(), HOME_DISTRICT, absent, maker],
  )
  return own.cookie
}

/** Everything that waits for a second person, made by `maker`. */
async function secondHalves({ world, targets }: AttackWorld, maker: string): Promise<Half[]> {
  const t = targets.village
  const id = () => randomUUID()
  await world.owner(
    `update benefits.run set made_by = $1, submitted_by = $1, seen_exceptions = '{"held":{},"died":{},"arrears":{},"jump":{},"payee":{},"account":{}}' where id = $2`,
    [maker, t.runs.submitted],
  )
  await world.owner(`update benefits.adjustment set proposed_by = $1 where id in ($2, $3)`, [
    maker,
    t.adjustment,
    t.proposedRecovery,
  ])
  await world.owner(`update benefits.line_reversal set proposed_by = $1 where id = $2`, [maker, t.reversal])
  await world.owner(`update benefits.anomaly set opened_by = $1 where id = $2`, [maker, t.anomaly])
  await world.owner(`update benefits.benefit_case set opened_by = $1 where id = any($2)`, [
    maker,
    [t.cases.decision, t.cases.objected],
  ])
  await world.owner('update benefits.repayment_claim set recorded_by = $1 where id = $2', [maker, t.claim])
  await world.owner('update kernel.open_export set asked_by = $1 where id = $2', [maker, t.openExport])
  await world.owner('update registry.payee set set_by = $1 where id = $2', [maker, t.payee])
  const due = await dueCase(world, maker)
  const draft = await submittedDraft(world, maker)
  const at = (params: Record<string, unknown>, body?: Record<string, unknown>): Input => ({ params, query: {}, body })
  const reviewer = (line: string, input: Input): Half => ({ line, input, role: 'reviewer' })
  return [
    reviewer('POST /benefits/runs/:id/approve', at({ id: t.runs.submitted }, { digest: 'digest' })),
    reviewer('POST /benefits/adjustments/:id/approve', at({ id: t.adjustment })),
    reviewer('POST /benefits/adjustments/:id/approve', at({ id: t.proposedRecovery })),
    reviewer('POST /benefits/reversals/decide', at({}, { verdict: 'approve', ids: [t.reversal], note: '' })),
    reviewer('POST /cases/anomalies/:id/close', at({ id: t.anomaly }, { id: id(), verdict: 'confirmed', note: '核实' })),
    reviewer(
      'POST /cases/:id/decide',
      at({ id: t.cases.decision }, { id: id(), version: 1, verdict: 'refuse', reason: '不够条件', faults: [] }),
    ),
    reviewer('POST /cases/:id/decide', at({ id: due }, { id: id(), version: 1, verdict: 'grant', reason: '', faults: [] })),
    reviewer('POST /cases/decide', at({}, { id: id(), cases: [{ id: due, version: 1 }] })),
    reviewer(
      'POST /cases/:id/objection/answer',
      at({ id: t.cases.objected }, { id: id(), version: 1, objection: t.objection, upheld: false, answer: '不成立' }),
    ),
    reviewer('POST /benefits/repayments/decide', at({}, { verdict: 'confirm', ids: [t.claim], note: '' })),
    reviewer('POST /people/:id/payee/confirm', at({ id: t.person }, { payee: t.payee })),
    reviewer('POST /access/open-exports/:id/approve', at({ id: t.openExport })),
    reviewer('POST /policy/packs/:pack/publish', at({ pack: PACK }, { id: id(), ...draft })),
  ]
}

/** A case the rules would grant, of an elder of the demo. */
async function dueCase(world: AttackWorld['world'], maker: string): Promise<string> {
  const id = randomUUID()
  const made = await world.owner(
    `insert into benefits.benefit_case (district, id, number, person, area, programme, state, origin, start_month, monthly_fen, row_id, pack, pack_version, opened_by, opened_by_name)
     select j.district, $1, '试-两人', j.person, j.area, j.programme, 'district-decision', 'found', to_char(now(), 'YYYY-MM'), j.fen, j.row_id, j.pack, j.version, $2, $3
     from benefits.judgement j where j.district = $4 and j.outcome = 'due' and j.row_id <> 'r'
       and not exists (select from benefits.entitlement e where e.person = j.person and e.programme = j.programme and e.state <> 'stopped') limit 1 returning id`,
    [id, maker, MAKER, HOME_DISTRICT],
  )
  if (made.length === 0) throw new Error('the demo has nobody whose case could be granted')
  return id
}

async function submittedDraft(world: AttackWorld['world'], maker: string): Promise<{ version: number; digest: string }> {
  const [draft] = await world.owner<{ version: number; digest: string }>(
    `insert into policy.pack_version (district, pack, version, state, valid_from, valid_to, body, cases, digest, example, author, author_name, submitted_by, submitted_by_name)
     select district, pack, version + 1, 'submitted', valid_from + 1, valid_to, body, cases, digest, example, $1, $2, $1, $2 from policy.pack_version
     where district = $3 and pack = $4 and state = 'published' order by version desc limit 1 returning version, digest`,
    [maker, MAKER, HOME_DISTRICT, PACK],
  )
  return draft!
}

/** One person gives themselves more than they have. */
async function widening(attack: AttackWorld, prober: Prober, lines: ReadonlyMap<string, AnyLine>): Promise<string[]> {
  const self = randomUUID()
  const security = await account(attack, self, 'security-admin', '安全管理员甲')
  const second = await account(attack, self, 'auditor', '安全管理员甲')
  const helper = randomUUID()
  await account(attack, helper, 'reviewer', '复核甲')
  const system = randomUUID()
  const admin = await account(attack, system, 'system-admin', '系统管理员甲')
  const faults: string[] = []
  const attempt = async (
    what: string,
    cookie: string,
    line: string,
    params: Record<string, unknown>,
    body: Record<string, unknown>,
  ) => {
    const answer = await prober.send(lines.get(line)!, { cookie }, { params, query: {}, body })
    if (answer.status < 300) faults.push(`${line}: ${what}`)
  }
  const grant = (role: RoleKey) => ({ id: randomUUID(), role })
  await attempt('a role for oneself', security.cookie, 'POST /access/accounts/:id/grants', { id: security.id }, grant('reviewer'))
  await attempt(
    'a role for one’s own second account',
    security.cookie,
    'POST /access/accounts/:id/grants',
    { id: second.id },
    grant('reviewer'),
  )
  await attempt(
    'a colleague’s role for oneself, as deputy',
    security.cookie,
    'POST /access/deputies',
    {},
    { id: randomUUID(), absent: helper, standsIn: self, from: '2026-01-01', to: '2099-01-01' },
  )
  await attempt(
    'a second account for oneself with money',
    admin.cookie,
    'POST /access/accounts',
    {},
    { id: randomUUID(), name: '甲', username: 'm8-second', role: 'finance', staff: system },
  )
  return faults
}

export const m8: Trial = {
  id: 'M8',
  title: 'Every act that takes two persons, tried by one: second account, deputy, command line, job; and rights given to oneself',
  target: '0 successes; a second human succeeds each time',
  tier: 'a',
  run: (arena) => twoPersons(arena, false),
  control: {
    breaks: 'what was made names somebody who never was, so the maker looks like a second human',
    run: (arena) => twoPersons(arena, true),
  },
}
