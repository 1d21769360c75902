// THE list of trials, in the order of the page.
import { m8 } from './access/m8-two-persons.ts'
import { z1 } from './access/z1-scopes.ts'
import { z2 } from './access/z2-canaries.ts'
import { z3 } from './access/z3-database-role.ts'
import { z4 } from './access/z4-harvest.ts'
import { z5 } from './access/z5-sealed-log.ts'
import { z6 } from './access/z6-looks.ts'
import { z7 } from './access/z7-sign-in.ts'
import { z9 } from './access/z9-basis.ts'
import { d1 } from './durability/d1-kill.ts'
import { d10 } from './durability/d10-update.ts'
import { d11 } from './durability/d11-backup-flips.ts'
import { d2 } from './durability/d2-lost-answers.ts'
import { d3 } from './durability/d3-failing-flush.ts'
import { d4 } from './durability/d4-full-disk.ts'
import { d6 } from './durability/d6-restore.ts'
import { d8 } from './durability/d8-bit-flips.ts'
import { d9 } from './durability/d9-upgrade.ts'
import { f1 } from './input/f1-requests.ts'
import { f2 } from './input/f2-injection.ts'
import { f3 } from './input/f3-excel.ts'
import { f4 } from './input/f4-tables-out.ts'
import { f7 } from './input/f7-headers.ts'
import { f9 } from './input/f9-evil-searches.ts'
import { m1 } from './money/m1-contest.ts'
import { m2 } from './money/m2-stories.ts'
import { m5 } from './money/m5-idempotency.ts'
import { m7 } from './money/m7-return-files.ts'
import { n5 } from './time/n5-clock-jumps.ts'
import { n9 } from './time/n9-schedules.ts'
import type { Trial } from './trial.ts'

export const trials: readonly Trial[] = [
  d1,
  d2,
  d3,
  d4,
  d6,
  d8,
  d9,
  d10,
  d11,
  m1,
  m2,
  m5,
  m7,
  m8,
  z1,
  z2,
  z3,
  z4,
  z5,
  z6,
  z7,
  z9,
  f1,
  f2,
  f3,
  f4,
  f7,
  f9,
  n5,
  n9,
]
