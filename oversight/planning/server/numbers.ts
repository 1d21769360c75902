// The parts of planning about coverage, indicators, forecast, the leader's page.
import type { Capability } from '@songhe/kernel/capability'

export const numbers: Omit<Capability, 'name' | 'title'> = {}
