// THE list of trials, in the order of the page.
import type { Trial } from './trial.ts'

export const trials: readonly Trial[] = []
