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
  roles: string[]
  permissions: Set<string>
  district: number
  /** null = the whole district. */
  areas: number[] | null
  demo: boolean
  mustChangePassword: boolean
  address: string
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
