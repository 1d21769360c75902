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

/** PostgreSQL codes that are the caller's concern; the constraint decides, this only explains. */
const DATABASE: Record<string, [status: number, kind: string, message: string]> = {
  '23505': [409, 'conflict', '这件事刚刚已经有人办过了。'],
  '40001': [409, 'conflict', '有人同时在改同一处。'],
  '40P01': [409, 'conflict', '有人同时在改同一处。'],
  '57014': [503, 'busy', '查询时间太长，已停止。'],
  '53100': [503, 'busy', '服务器磁盘已满，暂时不能保存；已有资料都在。'],
  '53300': [503, 'busy', '同时使用的人太多。'],
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
  const { code, statusCode, validation } = error as FastifyError & { code?: string }
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
  const known = code ? DATABASE[code] : undefined
  if (known)
    return {
      status: known[0],
      body: { kind: known[1], message: known[2], next: '请刷新页面看最新情况，再决定是否重试。', ...help },
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
