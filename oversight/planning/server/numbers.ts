// The parts of planning about coverage, indicators, forecast, the leader's page.
import type { Capability } from '@songhe/kernel/capability'
import { forecast } from './forecast.ts'
import { coverageSheet } from './coverage/coverage-sheet.ts'
import { plantNumbers } from './demo/plant-numbers.ts'
import { indicatorSheet } from './indicators/indicator-sheet.ts'
import { targetSheet } from './indicators/target-sheet.ts'
import { ROLL_UP_JOB, rollUpJob } from './measures/start-roll-up.ts'
import { numberCommands } from './number-commands.ts'
import { numberInvariants } from './number-invariants.ts'
import { numberRoutes } from './number-routes.ts'
import { numberTodos } from './todos.ts'

export const numbers: Omit<Capability, 'name' | 'title'> = {
  permissions: {
    'planning.read': {
      title: '查看计划、指标和一页纸',
      roles: ['clerk', 'reviewer', 'finance', 'town-officer', 'auditor'],
    },
    'planning.write': { title: '登记指标、定算法、报出数', roles: ['clerk'], wholeDistrict: true },
    ...forecast.permissions,
    'planning.decide': { title: '定下文件里说不清的数', roles: ['reviewer'], wholeDistrict: true },
  },
  routes: [...numberRoutes, ...forecast.routes],
  jobs: { [ROLL_UP_JOB]: rollUpJob },
  schedules: [{ key: 'planning-roll-up-nightly', from: '04:10', job: ROLL_UP_JOB }],
  todos: numberTodos,
  invariants: numberInvariants,
  commands: [...numberCommands, ...forecast.commands],
  sheets: [indicatorSheet, targetSheet, coverageSheet],
  demo: [{ order: 80, title: '指标和计划', run: plantNumbers }, ...forecast.demo],
}
