// The pages of work side by side; the one that is open is marked.
import { useMe } from '@songhe/ui/me'
import { SidePages } from '@songhe/ui/side-pages'

const PLACES = [
  ['/tasks', '任务'],
  ['/tasks/departments', '责任部门'],
  ['/tasks/town-reports', '镇街上报'],
  ['/tasks/reports', '报告'],
  ['/tasks/notices', '督办'],
  ['/tasks/requests', '要数登记'],
  ['/tasks/projects', '项目'],
  ['/tasks/funds', '资金'],
  ['/tasks/funds/entries', '资金收支'],
  ['/tasks/funds/applications', '债券和申报'],
] as const

/** Not every post may open every page. */
const NEEDS: Readonly<Record<string, string>> = {
  '/tasks/requests': 'requests.read',
  '/tasks/funds': 'funds.read',
  '/tasks/funds/entries': 'funds.read',
  '/tasks/funds/applications': 'funds.read',
}

export function Places({ at }: { at: (typeof PLACES)[number][0] }) {
  const { permissions } = useMe()
  const open = PLACES.filter(([path]) => permissions.includes(NEEDS[path] ?? 'tasks.read'))
  return <SidePages label="任务各页" pages={open} at={at} />
}
