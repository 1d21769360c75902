// Figures that an office sets for itself; the defaults stand where it set none. No document prints a method for the fifteen minutes.
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'

export interface FacilitySettings {
  /** A paper or contract that ends within so many days is said to end soon. */
  soonDays: number
  /** A regular report counts as overdue so many days after its period. */
  reportGraceDays: number
  /** A sudden major event is to be reported within so many hours. */
  majorEventHours: number
  /** The circle: minutes on foot, metres a minute of an elder, how much longer a road is than the straight line. */
  circleMinutes: number
  metresPerMinute: number
  detourPercent: number
  /** Square metres of land for each person, and which people are counted. */
  landPerPerson: number
  landPopulation: number | null
  landPopulationBase: string
  /** From this size on a detached building needs all papers of a conversion; below it the short list is enough. */
  shortListBelow: number
}

export const FACILITY_DEFAULTS: FacilitySettings = {
  soonDays: 90,
  reportGraceDays: 15,
  majorEventHours: 24,
  circleMinutes: 15,
  metresPerMinute: 50,
  detourPercent: 140,
  landPerPerson: 0.2,
  landPopulation: null,
  landPopulationBase: '',
  shortListBelow: 1000,
}

export async function facilitySettings(ctx: Context): Promise<FacilitySettings> {
  const found = await sql<{ value: Partial<FacilitySettings> }>`
    select value from kernel.setting where district = ${ctx.principal.district} and key = 'facilities'`.execute(ctx.db)
  return { ...FACILITY_DEFAULTS, ...found.rows[0]?.value }
}
