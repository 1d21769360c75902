// What an error says may hold what a person typed; the log keeps what happened and loses what was said.
import { expect, test } from 'vitest'
import { withoutValues } from './console-log.ts'

test.each([
  ['invalid input syntax for type date: "1946-13-40"', 'invalid input syntax for type date: "…"'],
  [
    'duplicate key value violates unique constraint "person_pkey" Key (citizen_id)=(50019919460228001X) already exists.',
    'duplicate key value violates unique constraint "…" Key (citizen_id)=(…) already exists.',
  ],
  ['no such file 张秀英的申请.pdf', 'no such file ….pdf'],
  ['row 7: 6222 0211 1600 0001', 'row 7: #'],
  ['phone 13800138000 is taken', 'phone # is taken'],
  ['connect ECONNREFUSED 127.0.0.1:5432', 'connect ECONNREFUSED 127.0.0.1:5432'],
])('%s', (said, kept) => {
  expect(withoutValues(said)).toBe(kept)
})
