// What must never be true of ratings: each statement returns no row.
import type { Invariant } from '@songhe/kernel/capability'

export const invariants: Invariant[] = [
  {
    name: 'ratings.decided-by-a-second-person',
    title: '决定等级的人不是登记评分的人',
    sql: `select c.id from ratings.rating_case c where c.decided_staff is not null and exists (select from ratings.score_sheet s
      where s.district = c.district and s.rating_case = c.id and s.kind = 'evaluator' and s.undone_by is null and s.recorded_staff = c.decided_staff)`,
  },
  {
    name: 'ratings.evidence-for-every-section',
    title: '每个部分的得分都有证据',
    sql: `select l.sheet, l.section from ratings.score l where l.evidence = '' and l.file is null`,
  },
  {
    name: 'ratings.in-force-is-told',
    title: '已生效的等级在设施台账里有同一条',
    sql: `select c.id from ratings.rating_case c join ratings.round r on r.district = c.district and r.id = c.round
      where c.state in ('in-force', 'revoked') and not exists (select from facilities.rating t where t.district = c.district and t.id = c.rating
        and t.facility = c.facility and t.scheme = r.scheme and t.grade = c.grade and t.closed_at is null)`,
  },
  {
    name: 'ratings.nothing-in-force-before-its-notice-ended',
    title: '公示期满以前没有等级生效',
    sql: `select c.id from ratings.rating_case c join ratings.round r on r.district = c.district and r.id = c.round
      where c.state = 'in-force' and r.year is null and c.valid_from <= c.notice_to`,
  },
]
