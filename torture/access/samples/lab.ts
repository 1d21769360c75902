// Samples for the lines about the policy laboratory.
import type { Samples } from './sample.ts'

export const LAB: Record<string, Samples> = {}
