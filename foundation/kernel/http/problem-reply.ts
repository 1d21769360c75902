// The one place that turns what was thrown into a reply: plain Chinese, what to do next, the help line; nothing of the inside leaks out.
import { httpStatus, Problem } from '@songhe/basics/problem'
import type { FastifyError } from 'fastify'

export interface ProblemReply {
  kind: string
  message: string
  next: string
  citation?: { rule: string; document?: string; clause?: string }
  facts?: Record<string, unknown>
  helpLine?: string
}

interface Known {
  status: number
  kind: string
  message: string
  next?: string
}

const LOOK = '请刷新页面看最新情况，再决定是否重试。'
const FULL = {
  status: 503,
  kind: 'busy',
  message: '服务器磁盘已满，暂时不能保存；已有资料都在，可以照常查看。',
  next: '请通知管理员清理磁盘；腾出空间后直接重试，不用重填。',
}
/** The act may have been committed: only the same request, with its own id, may be sent again. */
const CUT = {
  status: 503,
  kind: 'busy',
  message: '数据库正在重新连接，这一步可能没有保存。',
  next: '请等几秒再点一次；已经保存的不会办两遍。',
}

const DAMAGED = {
  status: 500,
  kind: 'broken',
  message: '这部分资料在磁盘上已经损坏，系统没有显示它。',
  next: '请立即通知管理员，从备份恢复。',
}

/** What the database or the disk says that is somebody's concern; the constraint decides, this only explains. */
const KNOWN: Record<string, Known> = {
  '23505': { status: 409, kind: 'conflict', message: '这件事刚刚已经有人办过了。' },
  '40001': { status: 409, kind: 'conflict', message: '有人同时在改同一处。' },
  '40P01': { status: 409, kind: 'conflict', message: '有人同时在改同一处。' },
  '57014': { status: 503, kind: 'busy', message: '查询时间太长，已停止。' },
  '53100': FULL,
  ENOSPC: FULL,
  '53300': { status: 503, kind: 'busy', message: '同时使用的人太多。', next: '请等几秒再试。' },
  XX001: DAMAGED,
  DAMAGED,
}
const CUT_CODES = new Set(['57P01', '57P02', '57P03', '58030', '08000', '08003', '08006', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'])

/** The database went away under the act. */
export function isCut(error: unknown): boolean {
  const { code, message = '' } = error as { code?: string; message?: string }
  if (code && CUT_CODES.has(code)) return true
  return /^(Connection terminated|Client has encountered a connection error)/.test(message)
}

/** A number, day or text that the column cannot hold, although it had the right shape. */
const OUT_OF_RANGE = new Set(['22001', '22003', '22007', '22008', '22021', '22P02', '22P05'])
const BEYOND = {
  status: 400,
  kind: 'invalid',
  message: '有一项数字、日期或文字超出了能保存的范围。',
  next: '请核对后再提交，已填的内容没有丢。',
}

function knownTrouble(error: unknown): Known | undefined {
  if (isCut(error)) return CUT
  const { code } = error as { code?: string }
  if (code && OUT_OF_RANGE.has(code)) return BEYOND
  return code ? KNOWN[code] : undefined
}

/** For work nobody waits for at a screen: the same words, and what to do. */
export function plainWords(error: unknown): string {
  const known = knownTrouble(error)
  if (known) return `${known.message}${known.next ?? LOOK}`
  return error instanceof Error ? error.message : String(error)
}

export function problemReply(error: unknown, helpLine: string): { status: number; body: ProblemReply } {
  const help = helpLine ? { helpLine } : {}
  if (error instanceof Problem) {
    const { next = '请核对后再试。', citation, facts } = error.details
    return {
      status: httpStatus[error.kind],
      body: { kind: error.kind, message: error.message, next, ...(citation && { citation }), ...(facts && { facts }), ...help },
    }
  }
  const { statusCode, validation } = error as FastifyError
  if (validation)
    return {
      status: 400,
      body: {
        kind: 'invalid',
        message: `填写的内容不完整或格式不对：${fieldsOf(validation)}。`,
        next: '请补齐后再提交，已填的内容没有丢。',
        ...help,
      },
    }
  const known = knownTrouble(error)
  if (known) {
    const { status, kind, message, next = LOOK } = known
    return { status, body: { kind, message, next, ...help } }
  }
  if (statusCode === 429)
    return { status: 429, body: { kind: 'busy', message: '操作太频繁。', next: '请稍等一分钟再试。', ...help } }
  if (statusCode === 413)
    return { status: 413, body: { kind: 'invalid', message: '文件太大。', next: '请拆成几个文件再上传。', ...help } }
  if (statusCode && statusCode < 500)
    return { status: statusCode, body: { kind: 'invalid', message: '请求的格式不对。', next: '请刷新页面再试。', ...help } }
  return {
    status: 500,
    body: {
      kind: 'broken',
      message: '系统出了意外，这一步没有办成，也没有改动任何资料。',
      next: '请稍后重试；仍不行请把时间告诉管理员。',
      ...help,
    },
  }
}

const fieldsOf = (validation: readonly { instancePath?: string; message?: string }[]) =>
  validation
    .slice(0, 5)
    .map((v) => (v.instancePath || '').replace(/^\//, '').replaceAll('/', '.') || v.message)
    .join('、')
