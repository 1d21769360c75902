// Samples for the lines about ratings.
import type { Samples } from './sample.ts'

export const RATINGS: Record<string, Samples> = {}
