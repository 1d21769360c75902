// The parts of planning about coverage, indicators, forecast, the leader's page.
import type { Capability } from '@songhe/kernel/capability'
import { forecast } from './forecast.ts'

export const numbers: Omit<Capability, 'name' | 'title'> = {
  permissions: {
    'planning.read': {
      title: '查看计划、指标和一页纸',
      roles: ['clerk', 'reviewer', 'finance', 'town-officer', 'auditor'],
    },
    ...forecast.permissions,
  },
  routes: [...forecast.routes],
  commands: [...forecast.commands],
  demo: [...forecast.demo],
}
