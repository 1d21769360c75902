// Imports as a capability of the kernel, mounted like a room; its tables are the kernel's own.
import { type Capability, route } from '../capability.ts'
import { checkImport, runCheck } from './check-import.ts'
import { commitImport, runCommit } from './commit-import.ts'
import * as contract from './contract.ts'
import { downloadErrors, downloadTemplate } from './downloads.ts'
import { listImports, listRowProblems, listSheets } from './list-imports.ts'
import { previewHead, previewImport, showImport } from './preview-import.ts'
import { runUndo, undoImport } from './undo-import.ts'

export const sheetsCapability: Capability = {
  name: 'sheets',
  title: '导入导出',
  permissions: {
    'sheets.read': { title: '查看导入记录', roles: ['clerk', 'reviewer', 'town-officer', 'auditor', 'system-admin'] },
    'sheets.every': { title: '查看不由自己导入的各种表的记录', roles: ['reviewer', 'auditor'] },
    'sheets.import': { title: '导入表格、撤销导入', roles: ['clerk', 'town-officer', 'system-admin'] },
  },
  routes: [
    route(contract.listSheets, listSheets),
    route(contract.listImports, listImports),
    [contract.previewImport, previewImport],
    route(contract.showImport, showImport),
    route(contract.previewHead, previewHead),
    route(contract.listRowProblems, listRowProblems),
    route(contract.checkImport, checkImport),
    route(contract.commitImport, commitImport),
    route(contract.undoImport, undoImport),
    route(contract.downloadErrors, downloadErrors),
    route(contract.downloadTemplate, downloadTemplate),
  ],
  jobs: {
    'sheets.check': { title: '校验导入文件', run: runCheck },
    'sheets.commit': { title: '导入', run: runCommit },
    'sheets.undo': { title: '撤销导入', run: runUndo },
  },
  invariants: [
    {
      name: 'sheets.every-row-accounted',
      title: '导入的每一行都有去处',
      sql: `select i.id from kernel.sheet_import i where i.rows_in is not null and i.state in ('checked', 'committed')
        and i.rejected <> (select count(distinct p.row) from kernel.sheet_row_problem p where p.district = i.district and p.import = i.id and not p.warning)`,
    },
  ],
}
