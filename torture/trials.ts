// THE list of trials, in the order of the page.
import { z1 } from './access/z1-scopes.ts'
import { d1 } from './durability/d1-kill.ts'
import { d2 } from './durability/d2-lost-answers.ts'
import { d6 } from './durability/d6-restore.ts'
import { d8 } from './durability/d8-bit-flips.ts'
import { d9 } from './durability/d9-upgrade.ts'
import { m1 } from './money/m1-contest.ts'
import { m2 } from './money/m2-stories.ts'
import { m5 } from './money/m5-idempotency.ts'
import { m7 } from './money/m7-return-files.ts'
import { n9 } from './time/n9-schedules.ts'
import type { Trial } from './trial.ts'

export const trials: readonly Trial[] = [d1, d2, d6, d8, d9, m1, m2, m5, m7, z1, n9]
