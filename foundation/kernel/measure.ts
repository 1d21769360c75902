// What a room can count: one number per area, open into the records behind it. Indicators are formulas over measures and know no table of any room.
import type { Day } from '@songhe/basics/day'
import { type RawBuilder, sql } from 'kysely'
import type { Context } from './context.ts'

export interface Measure {
  /** `registry.elders`, `facilities.beds`: the room, then what is counted. */
  key: string
  title: string
  /** What one unit is, in Chinese: 人, 张, 处, 分 (money). */
  unit: string
  /** `stock` stands on a day (beds); `flow` happens in a span (money paid). */
  timing: 'stock' | 'flow'
  /** Registered or resident people: two bases are never set against one another. */
  base?: 'registered' | 'resident'
  /** How it is counted, in one Chinese sentence that a leader understands. */
  note: string
  /** What `split` tells apart (the kind of a site, the programme of a payment), by key and title. */
  splits?: Readonly<Record<string, string>>
  /** Where one record opens in the console; `:id` is its object. */
  opens: string
  /** Whether an earlier state of knowledge can be asked for (`knownAt`). */
  remembers: boolean
  /** What a reader must hold to open the records, where counting them is less than naming them. */
  permission?: string
  /** What the records are called, as this reader may see them; objects without a name (or out of scope) are absent. */
  names?(ctx: Context, objects: readonly string[]): Promise<Map<string, string>>
  /**
   * A select of one row per record: `area int, split text, object text, day date, value numeric`, under the caller's scope.
   * Of a stock `day` is `to`; of a flow, when it happened. `split` is never null ('' where nothing is told apart).
   */
  records(question: MeasureQuestion): RawBuilder<unknown>
}

/** A day, or the expression of one: many months are then counted in one statement. */
export type Moment = Day | RawBuilder<unknown>
export const dayIn = (moment: Moment): RawBuilder<unknown> => sql`${moment}::date`

export interface MeasureQuestion {
  district: number
  /** First day that counts; of a stock only `to` matters. */
  from: Moment
  /** Last day that counts. */
  to: Moment
  /** As the registers knew it then; null = as known now. */
  knownAt: Date | null
}
