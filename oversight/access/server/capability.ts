// The access room: signing in for every front door, accounts and roles, the log, jobs and queues.
import * as session from '@songhe/basics/session'
import { signIn, signOut, changePassword, enrolSecondFactor } from '@songhe/kernel/auth/sign-in'
import { type Capability, type MountedRoute, route } from '@songhe/kernel/capability'
import * as contract from '../contract.ts'
import * as asked from '../contract-asked.ts'
import * as openExport from '../contract-open-export.ts'
import * as backup from '../contract-backup.ts'
import * as posts from '../contract-posts.ts'
import * as settings from '../contract-settings.ts'
import { officeLines } from './office-lines.ts'
import { changeSetting, listSettings } from './settings.ts'
import * as slips from '../contract-slips.ts'
import { accountSheet } from './sheet/account-sheet.ts'
import { countSlips, printSlips } from './sheet/slips.ts'
import * as practice from '../contract-practice.ts'
import { listTownPosts } from './town-posts.ts'
import { createAccount, disableAccount, resetPassword, unlockAccount } from './accounts.ts'
import { askBackup, readBackup } from './backup.ts'
import { countAskedGrants, decideAskedGrants, listAskedGrants } from './asked-grants.ts'
import { commands } from './commands.ts'
import { endDeputy, listDeputies, setDeputy } from './deputies.ts'
import { grantRole, revokeRole } from './grants.ts'
import { importAccounts } from './import-accounts.ts'
import { me } from './me.ts'
import { commands as openExportCommands } from './open-export/commands.ts'
import { approveOpenExport, askOpenExport, refuseOpenExport } from './open-export/decide.ts'
import { countUndecided, listOpenExports } from './open-export/queries.ts'
import { downloadOpenExport, writeFile } from './open-export/write-file.ts'
import { checkInvariants, listAccounts, listJobs, listRoles, listTodos } from './queries.ts'
import { practiceJobs, resetPractice } from './reset-practice.ts'
import { exportRoot, listAudit, verifyAudit, countHarvests } from './read-audit.ts'

export const capability: Capability = {
  name: 'access',
  title: '审计与权限',
  migrations: new URL('../migrations/', import.meta.url),
  permissions: {
    'access.read': { title: '查看账号与岗位', roles: ['system-admin', 'security-admin', 'auditor'], wholeDistrict: true },
    'access.accounts': { title: '新建、停用账号，重置密码', roles: ['system-admin'], wholeDistrict: true },
    'access.grants': { title: '授予、收回岗位', roles: ['security-admin'], wholeDistrict: true },
    'settings.read': { title: '查看本单位设置', roles: ['clerk', 'reviewer', 'finance', 'auditor', 'system-admin'] },
    'settings.change': { title: '修改本单位设置', roles: ['reviewer', 'system-admin'], wholeDistrict: true },
    'settings.office': { title: '可改：单位名称、求助电话', roles: ['system-admin'], wholeDistrict: true },
    'settings.figures': { title: '可改：办理期限、公示天数、追回比例等', roles: ['reviewer'], wholeDistrict: true },
    'backup.read': { title: '查看备份', roles: ['system-admin', 'auditor'], wholeDistrict: true },
    'backup.ask': { title: '要求备份、核验、试恢复', roles: ['system-admin'], wholeDistrict: true },
    'open-export.read': { title: '查看开放导出', roles: ['clerk', 'reviewer', 'auditor', 'audit-admin'], wholeDistrict: true },
    'open-export.ask': { title: '要求开放导出、下载文件', roles: ['clerk'], wholeDistrict: true },
    'open-export.approve': { title: '批准开放导出', roles: ['reviewer'], wholeDistrict: true },
    'audit.read': { title: '查看操作日志', roles: ['audit-admin', 'auditor'], wholeDistrict: true },
    'audit.verify': { title: '核验日志、导出根值', roles: ['audit-admin', 'auditor'], wholeDistrict: true },
    'practice.reset': { title: '恢复演示数据（仅演示区）', roles: ['system-admin'], wholeDistrict: true },
  },
  routes: [
    // Sign-in verbs also take the cookie jar, which only the HTTP layer can hand in.
    [session.signIn, signIn] as unknown as MountedRoute,
    [session.signOut, signOut] as unknown as MountedRoute,
    [session.changePassword, changePassword] as unknown as MountedRoute,
    [session.enrolSecondFactor, enrolSecondFactor] as unknown as MountedRoute,
    route(session.me, me),
    route(contract.listAccounts, listAccounts),
    route(asked.listAskedGrants, listAskedGrants),
    route(asked.decideAskedGrants, decideAskedGrants),
    route(contract.createAccount, createAccount),
    route(contract.importAccounts, importAccounts),
    route(slips.countSlips, countSlips),
    route(slips.printSlips, printSlips),
    route(contract.resetPassword, resetPassword),
    route(contract.unlockAccount, unlockAccount),
    route(contract.disableAccount, disableAccount),
    route(contract.grantRole, grantRole),
    route(contract.revokeRole, revokeRole),
    route(contract.listRoles, listRoles),
    route(contract.setDeputy, setDeputy),
    route(contract.endDeputy, endDeputy),
    route(contract.listDeputies, listDeputies),
    route(contract.listAudit, listAudit),
    route(contract.verifyAudit, verifyAudit),
    route(contract.exportRoot, exportRoot),
    route(settings.listSettings, listSettings),
    route(settings.changeSetting, changeSetting),
    route(posts.listTownPosts, listTownPosts),
    route(practice.resetPractice, resetPractice),
    route(contract.listJobs, listJobs),
    route(contract.listTodos, listTodos),
    route(contract.checkInvariants, checkInvariants),
    route(backup.readBackup, readBackup),
    route(backup.askBackup, askBackup),
    route(openExport.listOpenExports, listOpenExports),
    route(openExport.askOpenExport, askOpenExport),
    route(openExport.approveOpenExport, approveOpenExport),
    route(openExport.refuseOpenExport, refuseOpenExport),
    route(openExport.downloadOpenExport, downloadOpenExport),
  ],
  settings: officeLines,
  sheets: [accountSheet],
  jobs: { ...practiceJobs, 'open-export.write': { title: '开放导出', run: writeFile } },
  todos: [
    {
      key: 'asked-grants',
      title: '待授予的岗位',
      permission: 'access.grants',
      path: '/access/asked',
      order: 80,
      count: countAskedGrants,
    },
    {
      key: 'open-export',
      title: '开放导出待批准',
      permission: 'open-export.approve',
      path: '/open-exports',
      order: 90,
      count: countUndecided,
    },
    {
      key: 'harvest',
      title: '短时间查看大量档案',
      permission: 'audit.read',
      path: '/audit?event=harvest.slowed',
      order: 70,
      count: countHarvests,
    },
  ],
  commands: [...commands, ...openExportCommands],
}
