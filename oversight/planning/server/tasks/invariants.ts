// What must never be true of tasks: each statement returns no row.
import type { Invariant } from '@songhe/kernel/capability'

export const taskInvariants: Invariant[] = [
  {
    name: 'planning.no-green-without-source',
    title: '显示为达到的证据都有数和来源',
    sql: `select f.district, f.evidence from planning.task_finding f join planning.task_evidence e on e.district = f.district and e.id = f.evidence
      where f.verdict in ('met', 'met-late') and (f.value is null or e.confirmed_staff is null)`,
  },
  {
    name: 'planning.printed-cells-stay',
    title: '文件印的责任部门一格不少',
    sql: `select t.district, t.id from planning.task t where not exists (select from planning.task_unit u where u.district = t.district and u.task = t.id and u.part = 'helper')`,
  },
]
