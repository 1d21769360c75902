// What must never be true of the numbers half.
import type { Invariant } from '@songhe/kernel/capability'

export const numberInvariants: Invariant[] = [
  {
    name: 'a-report-has-all-its-records',
    title: '报出的数，记录一条不少',
    sql: `select r.district, r.id from planning.report r left join planning.report_record k on k.district = r.district and k.report = r.id
      group by r.district, r.id, r.records having count(k.report) <> r.records`,
  },
  {
    name: 'a-flag-is-decided-by-another',
    title: '待定事项不由提出的人自己定',
    sql: `select district, id from planning.flag where decided_staff is not null and decided_staff = raised_staff`,
  },
]
