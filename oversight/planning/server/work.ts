// The parts of planning about tasks, reports, projects, funds.
import type { Capability } from '@songhe/kernel/capability'

export const work: Omit<Capability, 'name' | 'title'> = {}
