// What the registry offers: the record the app mounts.
import { type Capability, route } from '@songhe/kernel/capability'
import * as contract from '../contract.ts'
import { listAreas, listDistricts } from './areas/list-areas.ts'
import { loadAreas } from './areas/load-areas.ts'
import { listFactKinds } from './facts/list-fact-kinds.ts'
import { findPeople } from './people/find-people.ts'
import { listPeople } from './people/list-people.ts'
import { registerPerson } from './people/register-person.ts'
import { printPerson, showPerson } from './people/show-person.ts'
import { unmask } from './people/unmask.ts'

export const capability: Capability = {
  name: 'registry',
  title: '人员与区划',
  migrations: new URL('../migrations/', import.meta.url),
  permissions: {
    'registry.read': { title: '查看人员', roles: ['clerk', 'reviewer', 'finance', 'town-officer', 'auditor'] },
    'registry.write': { title: '登记、更正人员情况', roles: ['clerk', 'town-officer'] },
    'registry.names': { title: '看完整姓名和住址', roles: ['clerk', 'reviewer', 'finance', 'town-officer'] },
    'registry.unmask': { title: '写明理由后看完整证号、电话、账号', roles: ['clerk', 'reviewer', 'finance'] },
    'registry.merge': { title: '合并或区分疑似重复档案', roles: ['clerk', 'reviewer'] },
    'areas.transfer': { title: '把镇街划转到另一区县', roles: ['system-admin'] },
  },
  routes: [
    route(contract.listAreas, listAreas),
    route(contract.listDistricts, listDistricts),
    route(contract.listFactKinds, listFactKinds),
    route(contract.findPeople, findPeople),
    route(contract.listPeople, listPeople),
    route(contract.registerPerson, registerPerson),
    route(contract.showPerson, showPerson),
    route(contract.printPerson, printPerson),
    route(contract.unmask, unmask),
  ],
  references: loadAreas,
}
