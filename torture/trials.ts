// THE list of trials, in the order of the page.
import { m5 } from './money/m5-idempotency.ts'
import type { Trial } from './trial.ts'

export const trials: readonly Trial[] = [m5]
