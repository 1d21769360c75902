// How a month is judged (docs/adr/0003): facts of its last day; paid for the month of death to whoever lived on its first day.
import { firstDay, lastDay, type Day, type Month } from '@songhe/basics/day'

export const judgingDay = (month: Month): Day => lastDay(month)
/** Dead before this day: nothing is owed for the month. */
export const aliveSince = (month: Month): Day => firstDay(month)
/** At most this share of a month's money is kept back for a recovery, unless the office sets `recovery-percent`. */
export const RECOVERY_PERCENT = 50
/** A change of a person's month by this much (fen) is shown to the approver. */
export const JUMP_FEN = 20_000
