// Z1: every route x role x place x target. Who may not, is told so; who may, sees and changes only what lies in their place; what is elsewhere looks like what does not exist.
import { sheetOf } from '@songhe/kernel/http/list-sheet'
import { type Capability, permissionsOf } from '@songhe/kernel/capability'
import type { Arena, Finding } from '../trial.ts'
import { type Attacker, type AttackWorld, nowhereLike } from './attack-world.ts'
import { type Answer, openProber, type Prober, tablesWith, type Touched } from './probe.ts'
import { type AnyLine, type Input, keyOf, requestOf } from './requests.ts'
import type { Target } from './targets.ts'

type Reach = keyof AttackWorld['targets']
const REACHES: Reach[] = ['village', 'sister-village', 'other-town', 'other-district', 'nowhere']

/** Written by every act, whoever does it: the log, work to do, files and sources of the act itself. */
const OF_THE_ACT = new Set([
  'kernel.audit_entry',
  'kernel.audit_detail',
  'kernel.outbox',
  'kernel.job_run',
  'kernel.file',
  'kernel.written',
  'kernel.sheet_import',
  'kernel.sheet_row_problem',
  'kernel.sheet_mapping',
  'registry.source',
  'benefits.counter',
])

/** Need a password that is right (Z7 tries them), or a file that the caller asked for. */
const TRIED_ELSEWHERE = new Set(['POST /auth/sign-in', 'POST /auth/change-password', 'GET /access/open-exports/:id/file'])

export interface MatrixPlan {
  probes: number
  /** Rooms to try; all of them by default. */
  rooms?: readonly Capability[]
  random: Arena['random']
}

export function linesOf(rooms: readonly Capability[]): AnyLine[] {
  return rooms.flatMap((room) =>
    (room.routes ?? []).flatMap(([line, verb]) => (line.sheet ? [line, sheetOf(line, verb)[0]] : [line])),
  )
}

export async function tryScopes(
  attack: AttackWorld,
  { probes, rooms = attack.catalogue.capabilities, random }: MatrixPlan,
): Promise<Finding> {
  const lines = linesOf(rooms)
  const faults = new Set<string>()
  const owners = await ownersOfIds(attack)
  const prober = await openProber(attack)
  const counts = { probes: 0, reached: 0, refused: 0 }
  try {
    const judge = judgeOf(attack, owners, faults)
    const all = lines.flatMap((line) =>
      attack.attackers.flatMap((attacker) => REACHES.map((reach) => ({ line, attacker, reach }))),
    )
    const must = all.filter(
      ({ line, attacker, reach }) => mayCall(attack, line, attacker) && attacker.post === 'district' && reach === 'village',
    )
    const chosen = [...must, ...shuffled(all, random)].slice(0, Math.max(probes, must.length))
    const answered = new Set<string>()
    const last = new Map<string, string>()
    for (const { line, attacker, reach } of chosen) {
      const answer = await one(prober, line, attacker, attack.targets[reach])
      counts.probes++
      if (typeof answer === 'string') {
        faults.add(answer)
        continue
      }
      judge(line, attacker, reach, answer)
      if (answer.status < 300 || answer.status === 409 || answer.status === 422) answered.add(keyOf(line))
      else if (mayCall(attack, line, attacker) && reach === 'village') last.set(keyOf(line), bare(answer))
      counts[answer.status < 300 ? 'reached' : 'refused']++
      if (
        reach !== 'nowhere' &&
        mayCall(attack, line, attacker) &&
        hidden(requestOf(line, attack.targets[reach]), attacker, owners)
      ) {
        const nothing = await one(prober, line, attacker, nowhereLike(attack.targets[reach]))
        counts.probes++
        if (typeof nothing !== 'string' && bare(nothing) !== bare(answer))
          faults.add(
            `${keyOf(line)} tells ${attacker.name} that something exists in ${reach}: ${bare(answer)} / ${bare(nothing)}`,
          )
      }
    }
    for (const line of lines)
      if (!answered.has(keyOf(line)) && !TRIED_ELSEWHERE.has(keyOf(line)))
        faults.add(`${keyOf(line)}: nobody reached it, not even who may: ${last.get(keyOf(line))}`)
  } finally {
    await prober.close()
  }
  return { figures: { routes: lines.length, accounts: attack.attackers.length, ...counts }, faults: [...faults] }
}

async function one(prober: Prober, line: AnyLine, attacker: Attacker, target: Target): Promise<Answer | string> {
  try {
    return await prober.send(line, attacker, requestOf(line, target))
  } catch (error) {
    return `${keyOf(line)}: ${(error as Error).message}`
  }
}

/** Names an object, and one that lies elsewhere: then the answer must be that of an object which does not exist. */
function hidden(input: Input, attacker: Attacker, owners: ReadonlyMap<string, Touched>): boolean {
  const named = [...JSON.stringify(input).matchAll(UUID)].flatMap(([id]) => owners.get(id) ?? [])
  return named.length > 0 && named.every((owner) => isElsewhere(owner, attacker))
}

const isElsewhere = (owner: Touched, { district, areas }: Attacker) =>
  owner.district !== district || (areas !== null && owner.area !== null && !areas.includes(owner.area))

const SHUT = new Set(['logged-out', 'expired', 'disabled'])

export function mayCall({ catalogue }: AttackWorld, { permission }: AnyLine, { post, role, areas }: Attacker): boolean {
  if (permission === 'public') return true
  if (SHUT.has(post)) return false
  if (permission === 'signed-in') return true
  if (post === 'no-grant' || post === 'must-change') return false
  return permissionsOf(catalogue, [role], areas).has(permission)
}

const seesPlace = ({ post, district, areas }: Attacker, target: Target) =>
  !SHUT.has(post) && district === target.district && (areas === null || areas.includes(target.area))

function judgeOf(attack: AttackWorld, owners: ReadonlyMap<string, Touched>, faults: Set<string>) {
  return (line: AnyLine, attacker: Attacker, reach: Reach, answer: Answer) => {
    const who = `${keyOf(line)} by ${attacker.name} at ${reach}`
    if (answer.status >= 500) faults.add(`${who}: ${answer.status} ${answer.text.slice(0, 200)}`)
    const allowed = mayCall(attack, line, attacker)
    if (!allowed && answer.status !== 403) faults.add(`${who}: ${answer.status} although it may not be called`)
    if (allowed && line.permission !== 'public' && answer.status === 403 && answer.text.includes(`办理“${line.title}”`))
      faults.add(`${who}: refused although it may be called`)
    for (const wrong of readElsewhere(attack, owners, attacker, line, answer.text)) faults.add(`${who}: reads ${wrong}`)
    for (const wrong of writtenElsewhere(attacker, answer.touched)) faults.add(`${who}: writes ${wrong}`)
  }
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

function* readElsewhere(
  attack: AttackWorld,
  owners: ReadonlyMap<string, Touched>,
  attacker: Attacker,
  line: AnyLine,
  text: string,
) {
  if (line.permission === 'public') return
  for (const reach of REACHES) {
    const target = attack.targets[reach]
    if (reach !== 'nowhere' && !seesPlace(attacker, target) && text.includes(target.mark)) yield `the name of ${reach}`
  }
  for (const [id] of text.matchAll(UUID)) {
    const owner = owners.get(id)
    if (!owner || id === attacker.staff) continue
    if (owner.district !== attacker.district) yield `${owner.table} ${id} of district ${owner.district}`
    else if (attacker.areas !== null && owner.area !== null && !attacker.areas.includes(owner.area))
      yield `${owner.table} ${id} of area ${owner.area}`
  }
}

function* writtenElsewhere({ district, areas, post }: Attacker, touched: readonly Touched[]) {
  for (const row of touched) {
    if (OF_THE_ACT.has(row.table)) continue
    if (row.district !== district) yield `${row.table} of district ${row.district}`
    else if (areas !== null && row.area !== null && !areas.includes(row.area)) yield `${row.table} of area ${row.area}`
    else if (areas !== null && row.area === null && post !== 'no-grant') yield `${row.table}, which is the whole district's`
  }
}

/** Whose every id is: its district, and its area where the table has one. */
async function ownersOfIds({ world }: AttackWorld): Promise<Map<string, Touched>> {
  const owners = new Map<string, Touched>()
  const areaTables = new Set((await world.owner<{ name: string }>(tablesWith('area'))).map(({ name }) => name))
  for (const { name } of await world.owner<{ name: string }>(tablesWith('district'))) {
    const keyed = await world.owner(
      `select from pg_attribute where attrelid = '${name}'::regclass and attname = 'id' and atttypid = 'uuid'::regtype`,
    )
    if (keyed.length === 0) continue
    const area = areaTables.has(name) && name !== 'kernel.role_grant' ? 'area' : 'null::int as area'
    for (const row of await world.owner<Touched & { id: string }>(
      `select id, district, ${area}, '${name}' as table from ${name}`,
    ))
      owners.set(row.id, row)
  }
  return owners
}

/** What an answer says once the ids in it are gone. */
const bare = ({ status, text }: Answer) => `${status} ${text.replace(UUID, '…').slice(0, 300)}`

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const mixed = [...items]
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!]
  }
  return mixed
}
