// The parts of planning about tasks, reports, projects, funds.
import type { Capability } from '@songhe/kernel/capability'
import { plantFunds } from './funds/plant-funds.ts'
import { funds } from './funds/routes.ts'
import { plantProjects } from './projects/plant-projects.ts'
import { projects } from './projects/routes.ts'
import { plantReports } from './reports/plant-reports.ts'
import { reports } from './reports/routes.ts'
import { plantTasks } from './tasks/plant-tasks.ts'
import { tasks } from './tasks/routes.ts'

export const work: Omit<Capability, 'name' | 'title'> = {
  permissions: { ...tasks.permissions, ...reports.permissions, ...projects.permissions, ...funds.permissions },
  routes: [...tasks.routes, ...reports.routes, ...projects.routes, ...funds.routes],
  jobs: { ...tasks.jobs },
  schedules: [...tasks.schedules],
  invariants: [...tasks.invariants, ...funds.invariants],
  todos: [...tasks.todos, ...reports.todos, ...projects.todos, ...funds.todos],
  commands: [...tasks.commands, ...reports.commands],
  sheets: [...tasks.sheets, ...projects.sheets, ...funds.sheets],
  settings: [...tasks.settings],
  demo: [
    { order: 62, title: '示例任务', run: plantTasks },
    { order: 63, title: '示例报告', run: plantReports },
    { order: 64, title: '示例项目', run: plantProjects },
    { order: 65, title: '示例资金', run: plantFunds },
  ],
}
