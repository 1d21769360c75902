// The state of the backup in the office's words: six lines, each with what it should be.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import { type BackupRun, LONGEST, readBackupState } from '@songhe/kernel/backup/read-state'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../contract-backup.ts'

type Reply = ReplyOf<typeof contract.readBackup>
type Item = Reply['items'][number]

export async function readBackup(ctx: Context): Promise<Reply> {
  const state = await readBackupState(ctx.db)
  const alive = state.silent !== null && state.silent <= LONGEST.silent
  const fresh = alive && state.behind !== null && state.behind <= LONGEST.behind
  const { base, verify, drill } = state.last
  const items: Item[] = [
    {
      key: 'log',
      title: '连续备份',
      now: !state.kept
        ? '没有运行'
        : !alive
          ? `${span(state.silent!)}没有动静`
          : fresh
            ? '跟上了'
            : `落后 ${span(state.behind ?? 0)}`,
      should: `落后不超过 ${span(LONGEST.behind)}`,
      well: fresh,
    },
    done('base', '底版', base, LONGEST.base, ctx.now, '每天一份'),
    done('verify', '核验', verify, LONGEST.verify, ctx.now, '每份底版做完就核验'),
    done('drill', '试恢复', drill, LONGEST.drill, ctx.now, '每周一次'),
    {
      key: 'size',
      title: '占用空间',
      now: state.bytes === null ? '—' : `共 ${size(state.bytes)}，一天的日志 ${size(state.dayBytes ?? 0)}`,
      should: '放在另一块磁盘上',
      well: null,
    },
    { key: 'keys', title: '密钥文件', now: '不在备份里', should: '另存一份，和备份分开放', well: null },
  ]
  if (state.trouble) items[0] = { ...items[0]!, now: state.trouble, well: false }
  const runs = state.runs.slice(0, 15).map(({ facts: _facts, ...run }) => run)
  return { well: items.every((item) => item.well !== false), items, runs }
}

function done(key: Item['key'], title: string, run: BackupRun | null, longest: number, now: Date, should: string): Item {
  if (!run) return { key, title, now: '还没有做过', should, well: false }
  if (run.state === 'failed') return { key, title, now: `没有做成：${run.trouble}`, should, well: false }
  const at = new Date(run.finishedAt ?? run.startedAt)
  const age = (now.getTime() - at.getTime()) / 1_000
  const more = run.bytes
    ? `，${size(run.bytes)}`
    : typeof run.facts.rows === 'number'
      ? `，读回 ${run.facts.rows.toLocaleString('zh-CN')} 行`
      : ''
  return { key, title, now: `${span(age)}前${more}`, should, well: age <= longest }
}

function span(seconds: number): string {
  if (seconds < 90) return `${Math.max(0, Math.round(seconds))} 秒`
  if (seconds < 5_400) return `${Math.round(seconds / 60)} 分钟`
  if (seconds < 172_800) return `${Math.round(seconds / 3_600)} 小时`
  return `${Math.round(seconds / 86_400)} 天`
}

const size = (bytes: number) => (bytes < 1e9 ? `${Math.max(1, Math.round(bytes / 1e6))} MB` : `${(bytes / 1e9).toFixed(1)} GB`)

export async function askBackup(
  ctx: Context,
  { body }: InputOf<typeof contract.askBackup>,
): Promise<ReplyOf<typeof contract.askBackup>> {
  const state = await readBackupState(ctx.db)
  if (!state.kept)
    throw refused('这套系统没有运行自动备份。', { next: '请先启动后台（npm start），或问装这套系统的人备份放在哪里。' })
  await sql`select kernel.ask_backup(${body.id}, ${body.kind}, ${ctx.principal.name})`.execute(ctx.db)
  await audit(ctx, { event: 'backup.asked', object: `backup:${body.id}`, details: { kind: body.kind } })
  return { id: body.id, outcome: 'created' }
}
