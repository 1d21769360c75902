// The five ways a verb may fail. One place in the kernel turns them into replies; every text says what happened, why and what to do next.

export type ProblemKind = 'invalid' | 'not-found' | 'forbidden' | 'conflict' | 'refused'

export interface ProblemDetails {
  /** What to do next, one plain Chinese sentence. */
  next?: string
  /** Where a refusal stands: rule, document and clause. */
  citation?: { rule: string; document?: string; clause?: string }
  /** Machine-readable extras, never personal data. */
  facts?: Record<string, unknown>
}

export class Problem extends Error {
  readonly kind: ProblemKind
  readonly details: ProblemDetails

  constructor(kind: ProblemKind, message: string, details: ProblemDetails = {}) {
    super(message)
    this.kind = kind
    this.details = details
  }
}

export const invalid = (message: string, details?: ProblemDetails) => new Problem('invalid', message, details)
export const notFound = (what: string, details?: ProblemDetails) =>
  new Problem('not-found', `没有找到${what}，或您无权查看。`, {
    next: '请核对编号，或联系本单位管理员确认管辖范围。',
    ...details,
  })
export const forbidden = (message: string, details?: ProblemDetails) => new Problem('forbidden', message, details)
export const conflict = (message: string, details?: ProblemDetails) => new Problem('conflict', message, details)
export const refused = (message: string, details: ProblemDetails) => new Problem('refused', message, details)

export const httpStatus: Record<ProblemKind, number> = {
  invalid: 400,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  refused: 422,
}
