// The lines about projects, each tied to its verb.
import { type Capability, route } from '@songhe/kernel/capability'
import * as contract from '../../contract.ts'
import { countProjects, listProjects, showProject } from './list-projects.ts'
import { projectSheet } from './project-sheet.ts'
import { addMilestone, addProjectPhoto, decideProject, reachMilestone, showProjectPhoto } from './projects.ts'
import { listTallies, setTally } from './tallies.ts'

export const projects = {
  permissions: {
    'projects.read': {
      title: '查看项目（镇街只看本镇街的）',
      roles: ['clerk', 'reviewer', 'finance', 'town-officer', 'auditor'],
    },
    'projects.figures': {
      title: '查看项目合计与计划增长',
      roles: ['clerk', 'reviewer', 'finance', 'auditor'],
      wholeDistrict: true,
    },
    'projects.write': { title: '登记项目节点、照片、基数', roles: ['clerk'], wholeDistrict: true },
    'projects.import': { title: '导入项目表', roles: ['clerk'], wholeDistrict: true },
    'projects.decide': { title: '确认项目情形和口径', roles: ['reviewer'], wholeDistrict: true },
  },
  routes: [
    route(contract.listProjects, listProjects),
    [contract.listTallies, listTallies],
    route(contract.setTally, setTally),
    route(contract.showProject, showProject),
    route(contract.decideProject, decideProject),
    route(contract.addMilestone, addMilestone),
    route(contract.reachMilestone, reachMilestone),
    [contract.addProjectPhoto, addProjectPhoto],
    [contract.showProjectPhoto, showProjectPhoto],
  ],
  todos: [
    {
      key: 'projects-late',
      title: '项目节点逾期',
      permission: 'projects.write',
      path: '/tasks/projects?state=late',
      order: 110,
      count: (ctx) => countProjects(ctx, 'late'),
    },
    {
      key: 'projects-kind-open',
      title: '项目口径待认定',
      permission: 'projects.decide',
      path: '/tasks/projects?state=kind-open',
      order: 111,
      count: (ctx) => countProjects(ctx, 'kind-open'),
    },
  ],
  sheets: [projectSheet],
} satisfies Omit<Capability, 'name' | 'title'>
