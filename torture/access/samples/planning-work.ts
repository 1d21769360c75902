// Samples for the lines about tasks, reports, projects and funds.
import type { Samples } from './sample.ts'

export const PLANNING_WORK: Record<string, Samples> = {}
