// The five things every verb gets: database transaction with its scope set, who is calling, the moment, what all rooms offer, and a log.
import type { Transaction } from 'kysely'
import type { Catalogue } from './capability.ts'

export interface Principal {
  /** null for the system itself (jobs on a schedule). */
  account: string | null
  /** The human behind the account: every two-person rule compares this. */
  staff: string | null
  name: string
  post: string
  /** Absent colleagues whose roles this act needs; `name` then says so: 王芳（代张伟）. */
  standsFor?: readonly { staff: string; name: string }[]
  roles: string[]
  permissions: Set<string>
  district: number
  /** null = the whole district. */
  areas: number[] | null
  demo: boolean
  mustChangePassword: boolean
  address: string
}

/** For every two-person rule: acting for the maker is not a second person, and nobody's act has no second person at all. */
export function sameHuman(principal: Principal, staff: string | null): boolean {
  if (principal.staff === null) return true
  return staff !== null && (principal.staff === staff || (principal.standsFor ?? []).some((absent) => absent.staff === staff))
}

export interface Log {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

export interface Context {
  // biome-ignore lint: each room narrows it to its own generated tables
  readonly db: Transaction<any>
  readonly principal: Principal
  readonly now: Date
  readonly catalogue: Catalogue
  readonly log: Log
  /** Audit events written so far; the HTTP layer adds the line's own when a verb wrote none. */
  readonly audited: Set<string>
  /** Elders named in what this act wrote into the log. */
  readonly looked: Set<string>
}

export function systemPrincipal(district: number, demo: boolean): Principal {
  return {
    account: null,
    staff: null,
    name: '系统',
    post: '',
    roles: [],
    permissions: new Set(),
    district,
    areas: null,
    demo,
    mustChangePassword: false,
    address: '',
  }
}
