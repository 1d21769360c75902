// Command line of policy: the same verbs as the API. `documents import`, `pack list|check|cases|diff|submit|publish`.
import { readFileSync } from 'node:fs'
import { newId } from '@songhe/basics/ids'
import { invalid } from '@songhe/basics/problem'
import type { Command, CommandOutput } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { importDocumentText } from './documents/import-text.ts'
import { listDocuments } from './documents/show-document.ts'
import { checkTable } from './judge/check-table.ts'
import { runDraftCases } from './judge/golden-cases.ts'
import { bodyOf } from './packs/import-pack.ts'
import { listPacks } from './packs/list-packs.ts'
import { openDraft, versionsOf } from './packs/pack-store.ts'
import { publishPack, submitDraft } from './packs/publish-pack.ts'
import { installShipped, listShipped } from './packs/shipped-packs.ts'
import { showPack } from './packs/show-pack.ts'

type Act = (ctx: Context, args: string[], out: CommandOutput) => Promise<void>
const everything = { query: { page: 1, size: 200 } }

const PACK_PERMISSIONS: Record<string, string> = { install: 'policy.draft', submit: 'policy.draft', publish: 'policy.publish' }

const packActs: Record<string, Act> = {
  async list(ctx, _args, out) {
    const { rows } = await listPacks(ctx, everything as never)
    if (out.json) return out.data(rows)
    for (const row of rows)
      out.say(
        `${row.pack}  ${row.title}  ${row.published ? `第${row.published.version}版已发布` : '未发布'}${row.draft ? `，第${row.draft.version}版${row.draft.state === 'submitted' ? '待发布' : '草稿'}` : ''}  ${row.document} ${row.clause}`,
      )
  },
  async check(ctx, args, out) {
    const body = bodyOf(readFileSync(need(args[0], '文件'), 'utf8'))
    checkTable(ctx, body)
    if (out.json) return out.data({ pack: body.key, rows: body.rows?.length ?? body.items?.length ?? 0, problems: [] })
    out.say(`“${body.table}”没有问题，共${body.rows?.length ?? body.items?.length ?? 0}行。`)
  },
  async cases(ctx, args, out) {
    const reply = await runDraftCases(ctx, { params: { pack: need(args[0], '表的代号') } } as never)
    if (out.json) return out.data(reply)
    for (const one of reply.results)
      out.say(`${one.passed ? '通过' : '没通过'}  ${one.case}  应为${one.expected}${one.why ? `  ${one.why}` : ''}`)
    out.say(`通过${reply.passed}条，没通过${reply.failed}条。`)
  },
  async diff(ctx, args, out) {
    const shown = await showPack(ctx, { params: { pack: need(args[0], '表的代号') } } as never)
    const changed = shown.rows.flatMap((row) =>
      [...Object.entries(row.when), ...Object.entries(row.then)]
        .filter(([, cell]) => cell.changed)
        .map(([column, cell]) => ({ row: row.row, column, published: cell.published, draft: cell.draft })),
    )
    if (out.json) return out.data(changed)
    for (const cell of changed) out.say(`${cell.row} ${cell.column}：${cell.published ?? '无'} → ${cell.draft ?? '无'}`)
    if (changed.length === 0) out.say('草稿与已发布的版本没有不同。')
  },
  async shipped(ctx, _args, out) {
    const rows = await listShipped(ctx)
    if (out.json) return out.data(rows)
    for (const row of rows)
      out.say(
        `${row.pack}  ${row.title}  ${row.installed ? '已装入' : '未装入'}${row.unconfirmed ? `，${row.unconfirmed} 个金额要由本单位决定` : ''}  ${row.document} ${row.clause}`,
      )
  },
  async install(ctx, args, out) {
    need(args[0], '表的代号')
    const reply = await installShipped(ctx, { body: { id: newId(), packs: args } })
    if (out.json) return out.data(reply)
    out.say(reply.installed.length > 0 ? `已存为草稿：${reply.installed.join('、')}。` : '这些表本区县已经有了，没有改动。')
  },
  submit: (ctx, args, out) => move(ctx, args, out, submitDraft as never, '已提交'),
  publish: (ctx, args, out) => move(ctx, args, out, publishPack as never, '已发布'),
}

async function move(
  ctx: Context,
  args: string[],
  out: CommandOutput,
  verb: (ctx: Context, input: unknown) => Promise<{ version: number }>,
  word: string,
) {
  const pack = need(args[0], '表的代号')
  const draft = openDraft(await versionsOf(ctx, pack))
  if (!draft) throw invalid('这张表没有草稿。', { next: '请先用 pack list 查看。' })
  const reply = await verb(ctx, { params: { pack }, body: { id: newId(), version: draft.version, digest: draft.digest } })
  if (out.json) return out.data(reply)
  out.say(`${pack} 第${reply.version}版${word}。`)
}

function need(value: string | undefined, what: string): string {
  if (!value) throw invalid(`请写明${what}。`, { next: '用 npm run songhe -- help 查看用法。' })
  return value
}

export const commands: Command[] = [
  {
    name: 'pack',
    title: '规则表',
    usage: 'pack list | shipped | install <代号...> | check <文件> | cases|diff|submit|publish <代号>',
    permission: ([act = 'list']) => PACK_PERMISSIONS[act] ?? 'policy.read',
    async run(ctx, args, out) {
      const act = packActs[args[0] ?? 'list']
      if (!act)
        throw invalid(`不认识“pack ${args[0]}”。`, {
          next: '可用：list、shipped、install、check、cases、diff、submit、publish。',
        })
      await act(ctx, args.slice(1), out)
    },
  },
  {
    name: 'documents',
    title: '政策文件',
    usage: 'documents list | import <文件.txt> <文号或代号>',
    permission: ([act]) => (act === 'import' ? 'policy.import' : 'policy.read'),
    async run(ctx, args, out) {
      if (args[0] !== 'import') {
        const { rows } = await listDocuments(ctx, everything as never)
        if (out.json) return out.data(rows)
        for (const row of rows)
          out.say(`${row.key}  ${row.number ?? '无文号'}  ${row.title}  原文${row.withText}/${row.clauses}条`)
        return
      }
      const text = readFileSync(need(args[1], '文件'), 'utf8')
      const key = args[2] ?? (await guessDocument(ctx, text))
      const report = await importDocumentText(ctx, {
        params: { key },
        body: { id: newId(), file: args[1]!.replace(/^.*\//, ''), text },
      } as never)
      if (out.json) return out.data(report)
      out.say(`${key}：对上${report.matched}条。`)
      for (const one of report.missing.filter((each) => each.within === null))
        out.say(`原文里没有找到：${one.locator} ${one.heading}`)
      for (const one of report.stray) out.say(`条款目录里没有：${one.locator}（第${one.line}行）${one.start}`)
      for (const one of report.different) out.say(`标题不同：${one.locator} 目录写“${one.register}”，原文写“${one.text}”`)
    },
  },
]

/** The document whose number or title stands in the first lines of the text. */
async function guessDocument(ctx: Context, text: string): Promise<string> {
  const plain = (part: string) => part.normalize('NFKC').replaceAll(/[\s〔〕[\]()“”"]/g, '')
  const head = plain(text.slice(0, 600))
  const { rows } = await listDocuments(ctx, everything as never)
  const found = rows.find(
    (row) => row.clauses > 0 && ((row.number && head.includes(plain(row.number))) || head.includes(plain(row.title).slice(-16))),
  )
  return found?.key ?? need(undefined, '这是哪份文件（文号或代号）')
}
