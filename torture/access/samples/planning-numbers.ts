// Samples for the lines about coverage, indicators and forecast.
import type { Samples } from './sample.ts'

export const PLANNING_NUMBERS: Record<string, Samples> = {}
