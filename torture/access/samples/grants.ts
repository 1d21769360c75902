// Samples for the lines about money for facilities.
import type { Samples } from './sample.ts'

export const GRANTS: Record<string, Samples> = {}
