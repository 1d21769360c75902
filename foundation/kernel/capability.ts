// What a room offers, as one record; the app mounts it and the gatherer collects it into the catalogue. The gatherer imports no room.
import type { InputOf, Line, ReplyOf } from '@songhe/basics/contract'
import type pg from 'pg'
import type { Context } from './context.ts'
import type { Measure } from './measure.ts'
import type { Schedule } from './schedule.ts'
import type { SheetDefinition } from './sheets/sheet.ts'

export interface Capability {
  /** Also the schema name. */
  name: string
  title: string
  migrations?: URL
  /** Permission key -> title and the roles that hold it by default. */
  permissions?: Record<string, PermissionLine>
  routes?: MountedRoute[]
  jobs?: Record<string, JobHandler>
  /** What the clock starts, once a day. */
  schedules?: readonly Schedule[]
  reactions?: Reaction[]
  facts?: FactLine[]
  /** What this room can count; indicators are formulas over these. */
  measures?: readonly Measure[]
  invariants?: Invariant[]
  todos?: Todo[]
  commands?: Command[]
  /** Tables that offices hand in as files; preview, check, commit and undo are the kernel's. */
  sheets?: SheetDefinition[]
  /** What an office sets for itself; one page of the access room shows the lines of all rooms. */
  settings?: readonly SettingLine[]
  /** What of this room stands on these people: an import that added or changed them may then not be undone. */
  dependents?: Dependents
  /** What of this room goes along when these villages change district, and what stays: told before the transfer is started. */
  onTransfer?(ctx: Context, areas: readonly number[]): Promise<TransferLine[]>
  /** Loads what ships with the product into tables without district (areas, documents), as the owner; safe to repeat. */
  references?(owner: pg.Client): Promise<void>
  /** What this room plants in the demo region, in order of `order` over all rooms. */
  demo?: DemoStep[]
}

export interface SettingLine {
  /** Key in kernel.setting, and the field inside it where one row holds several. */
  key: string
  field?: string
  group: string
  title: string
  /** What it does, and where the default comes from. */
  note: string
  /** `money` is fen. */
  kind: 'text' | 'count' | 'money' | 'flag' | 'choice'
  otherwise: string | number | boolean
  min?: number
  max?: number
  choices?: Readonly<Record<string, string>>
  /** Who may change it. */
  permission: string
}

export interface Dependents {
  /** Acts on these people since that moment. */
  person(ctx: Context, ids: readonly string[], since: Date): Promise<{ person: string; what: string }[]>
}

export interface TransferLine {
  title: string
  count: number
  fen: number | null
  /** false = stays with the old district. */
  goes: boolean
}

export interface DemoStep {
  order: number
  title: string
  /** Waits until every district stands: it looks across them. */
  everywhere?: boolean
  /** Once per district, in a transaction of its own, as a demo staff member who may do it. */
  run(ctx: Context, plan: DemoPlan, progress: Progress): Promise<void>
}

export interface DemoPlan {
  /** 1 in how many elders of the census is invented; 20 by default, 1 for the bench. */
  oneIn: number
  seed: number
  /** Where files for the reader's exercises are put. */
  folder: string
  districtName: string
  /** Runs `act` as another demo staff member (two-person rules hold in the demo too), in the same transaction. */
  asColleague<T>(role: RoleKey, act: (ctx: Context) => Promise<T>): Promise<T>
}

export interface PermissionLine {
  title: string
  roles: RoleKey[]
  /** Concerns what belongs to the whole district (a month, a table, accounts): a role held for one town does not carry it. */
  wholeDistrict?: boolean
}

export type RoleKey =
  | 'clerk'
  | 'reviewer'
  | 'finance'
  | 'town-officer'
  | 'auditor'
  | 'system-admin'
  | 'security-admin'
  | 'audit-admin'

export const ROLE_LABELS: Record<RoleKey, string> = {
  clerk: '经办',
  reviewer: '复核',
  finance: '财务',
  'town-officer': '镇街',
  auditor: '审计',
  'system-admin': '系统管理员',
  'security-admin': '安全管理员',
  'audit-admin': '审计管理员',
}

// biome-ignore lint: a route of any shape
export type MountedRoute = readonly [Line<any, any, any, any>, (ctx: Context, input: any) => Promise<any>]

/** Ties a contract line to its verb; a verb of another shape does not compile. */
// biome-ignore lint: lines of any shape
export function route<L extends Line<any, any, any, any>>(
  line: L,
  verb: (ctx: Context, input: InputOf<L>) => Promise<ReplyOf<L>>,
): MountedRoute {
  return [line, verb] as unknown as MountedRoute
}

export type Progress = (done: number, total: number | null, phase?: string) => Promise<void>
// biome-ignore lint: payloads are checked by the verb that starts the job
export type JobHandler = { title: string; run(ctx: Context, payload: any, progress: Progress): Promise<unknown> }

export interface Announcement {
  event: string
  // biome-ignore lint: each event has its own body, stated in the announcing room's contract
  body: any
}

export interface Reaction {
  on: string
  when: 'now' | 'later'
  run(ctx: Context, announcement: Announcement): Promise<void>
}

/** A dated fact about a person or a facility that rules may use. */
export interface FactLine {
  name: string
  title: string
  type: 'boolean' | 'number' | 'text' | 'date'
  /** Whom the fact is about; a person where nothing is said. */
  subject?: 'person' | 'facility'
  /** Kind in registry.fact, or undefined when it is a column of the person. */
  kind?: string
}

/** SQL that must return no row; run after every test and every minute. */
export interface Invariant {
  name: string
  title: string
  sql: string
}

export interface Todo {
  key: string
  title: string
  permission: string
  path: string
  order: number
  count(ctx: Context): Promise<number>
}

export interface Command {
  name: string
  title: string
  usage: string
  /** What an account must hold, as before a route; `signed-in` = any account. May depend on the words that follow. */
  permission: string | ((args: readonly string[]) => string)
  run(ctx: Context, args: string[], out: CommandOutput): Promise<void>
}

export interface CommandOutput {
  json: boolean
  say(text: string): void
  data(value: unknown): void
  /** Done, and what was found is not as it should be: the line ends with a fault. */
  fail(): void
}

export interface Catalogue {
  capabilities: readonly Capability[]
  facts: ReadonlyMap<string, FactLine>
  measures: ReadonlyMap<string, Measure>
  permissions: ReadonlyMap<string, PermissionLine>
  reactions: readonly Reaction[]
  jobs: ReadonlyMap<string, JobHandler>
  todos: readonly Todo[]
  invariants: readonly Invariant[]
  sheets: ReadonlyMap<string, SheetDefinition>
  dependents: readonly Dependents[]
  settings: readonly SettingLine[]
}

export function gather(capabilities: readonly Capability[]): Catalogue {
  return {
    capabilities,
    facts: new Map(capabilities.flatMap((room) => (room.facts ?? []).map((fact) => [fact.name, fact] as const))),
    measures: new Map(capabilities.flatMap((room) => (room.measures ?? []).map((measure) => [measure.key, measure] as const))),
    permissions: new Map(capabilities.flatMap((room) => Object.entries(room.permissions ?? {}))),
    reactions: capabilities.flatMap((room) => room.reactions ?? []),
    jobs: new Map(capabilities.flatMap((room) => Object.entries(room.jobs ?? {}))),
    todos: capabilities.flatMap((room) => room.todos ?? []).sort((a, b) => a.order - b.order),
    invariants: capabilities.flatMap((room) => room.invariants ?? []),
    sheets: new Map(capabilities.flatMap((room) => (room.sheets ?? []).map((sheet) => [sheet.key, sheet] as const))),
    dependents: capabilities.flatMap((room) => (room.dependents ? [room.dependents] : [])),
    settings: capabilities.flatMap((room) => room.settings ?? []),
  }
}

/** @param areas the places the roles are held for; null = the whole district */
export function permissionsOf(
  catalogue: Catalogue,
  roles: readonly string[],
  areas: readonly number[] | null = null,
): Set<string> {
  const held = new Set<string>()
  for (const [key, line] of catalogue.permissions)
    if (line.roles.some((role) => roles.includes(role)) && (areas === null || !line.wholeDistrict)) held.add(key)
  return held
}

/** What several grants carry together, each for its own places. */
export function permissionsOfGrants(
  catalogue: Catalogue,
  grants: readonly { role: string; areas: readonly number[] | null }[],
): Set<string> {
  return new Set(grants.flatMap((grant) => [...permissionsOf(catalogue, [grant.role], grant.areas)]))
}
