// What the planning room offers: the record the app mounts. Each half of the room keeps its own list of parts.
import type { Capability } from '@songhe/kernel/capability'
import { numbers } from './numbers.ts'
import { work } from './work.ts'

export const capability: Capability = {
  name: 'planning',
  title: '计划与指标',
  migrations: new URL('../migrations/', import.meta.url),
  permissions: { ...numbers.permissions, ...work.permissions },
  routes: [...(numbers.routes ?? []), ...(work.routes ?? [])],
  jobs: { ...numbers.jobs, ...work.jobs },
  schedules: [...(numbers.schedules ?? []), ...(work.schedules ?? [])],
  reactions: [...(numbers.reactions ?? []), ...(work.reactions ?? [])],
  invariants: [...(numbers.invariants ?? []), ...(work.invariants ?? [])],
  todos: [...(numbers.todos ?? []), ...(work.todos ?? [])],
  commands: [...(numbers.commands ?? []), ...(work.commands ?? [])],
  sheets: [...(numbers.sheets ?? []), ...(work.sheets ?? [])],
  settings: [...(numbers.settings ?? []), ...(work.settings ?? [])],
  demo: [...(numbers.demo ?? []), ...(work.demo ?? [])],
}
