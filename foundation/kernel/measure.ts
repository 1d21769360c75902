// What a room can count: one number per area, open into the records behind it. Indicators are formulas over measures and know no table of any room.
import type { Day } from '@songhe/basics/day'
import type { RawBuilder } from 'kysely'

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
  /**
   * A select of one row per record: `area int, split text, object text, day date, value numeric`, under the caller's scope.
   * Of a stock `day` is `to`; of a flow, when it happened.
   */
  records(question: MeasureQuestion): RawBuilder<unknown>
}

export interface MeasureQuestion {
  district: number
  /** First day that counts; of a stock only `to` matters. */
  from: Day
  /** Last day that counts. */
  to: Day
  /** As the registers knew it then; null = as known now. */
  knownAt: Date | null
}
