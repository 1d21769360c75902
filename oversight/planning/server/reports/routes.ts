// The lines about reports, notices and receipts, each tied to its verb.
import { writeFileSync } from 'node:fs'
import { newId } from '@songhe/basics/ids'
import { invalid } from '@songhe/basics/problem'
import { type Capability, route } from '@songhe/kernel/capability'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import * as contract from '../../contract.ts'
import { makeReport } from './make-report.ts'
import { closeNotice, listNotices, replyNotice } from './notices.ts'
import { discardReport, issueReport, listWorkReports, showWorkReport, takeWord } from './reports.ts'
import { answerRequest, listRequests, recordRequest } from './requests.ts'

export const reports = {
  permissions: {
    'reports.read': {
      title: '查看报告（镇街只看已签发的通报）',
      roles: ['clerk', 'reviewer', 'finance', 'town-officer', 'auditor'],
    },
    'reports.write': { title: '生成报告，登记要数', roles: ['clerk'], wholeDistrict: true },
    'reports.issue': { title: '签发报告，督办销号', roles: ['reviewer'], wholeDistrict: true },
    'requests.read': { title: '查看要数登记', roles: ['clerk', 'reviewer', 'finance', 'auditor'], wholeDistrict: true },
  },
  routes: [
    route(contract.listWorkReports, listWorkReports),
    route(contract.showWorkReport, showWorkReport),
    route(contract.makeReport, makeReport),
    route(contract.issueReport, issueReport),
    route(contract.discardReport, discardReport),
    [contract.takeWord, takeWord],
    route(contract.listNotices, listNotices),
    route(contract.replyNotice, replyNotice),
    route(contract.closeNotice, closeNotice),
    route(contract.listRequests, listRequests),
    route(contract.recordRequest, recordRequest),
    route(contract.answerRequest, answerRequest),
  ],
  todos: [
    {
      key: 'reports-to-issue',
      title: '报告待签发',
      permission: 'reports.issue',
      path: '/tasks/reports',
      order: 107,
      async count(ctx) {
        const found = await sql<{ n: number }>`select count(*)::int as n from planning.work_report
          where district = ${ctx.principal.district} and issued_on is null and discarded_on is null`.execute(ctx.db)
        return found.rows[0]!.n
      },
    },
    {
      key: 'notices-open',
      title: '督办待回复',
      permission: 'tasks.state',
      path: '/tasks/notices',
      order: 108,
      async count(ctx) {
        const query = { page: 1, size: 1, state: 'all' as const }
        const open = await listNotices(ctx, { query: { ...query, state: 'open' } })
        return open.total - (await listNotices(ctx, { query: { ...query, state: 'replied' } })).total
      },
    },
    {
      key: 'requests-due',
      title: '要数待答复',
      permission: 'reports.write',
      path: '/tasks/requests?state=open',
      order: 109,
      count: async (ctx) => (await listRequests(ctx, { query: { page: 1, size: 1, state: 'open' } })).total,
    },
  ],
  commands: [
    {
      name: 'reports make',
      permission: 'reports.write',
      title: '生成报告（quarter 季度报告、supervision 督办清单、circular 通报），可存成 Word',
      usage: 'reports make <quarter | supervision | circular> <2026-Q4 或 2026-11> [文件.docx] --as <用户名>',
      async run(ctx, [word = '', period = today(ctx).slice(0, 7), place], out) {
        const kind = (['quarter', 'supervision', 'circular'] as const).find((one) => one === word)
        if (!kind) throw invalid(`没有“${word}”这种报告。`, { next: '可写：quarter、supervision、circular。' })
        const id = newId()
        await makeReport(ctx, { body: { id, kind, period } })
        const report = await showWorkReport(ctx, { params: { id } })
        out.data(report)
        out.say(`${report.title}\t${id}\t待签发`)
        if (!place) return
        writeFileSync(place, (await takeWord(ctx, { params: { id } })).bytes)
        out.say(`已存成 ${place}。`)
      },
    },
  ],
} satisfies Omit<Capability, 'name' | 'title'>
