// A contract line is the one place where a route says its path, permission, audit event and shapes.
// Server, typed web client, OpenAPI, the role screen and the audit screen all read it.
import { z } from 'zod'

/** `public`: nobody has to sign in. `signed-in`: any account. Everything else is a permission named in a room's contract. */
export type Permission = 'public' | 'signed-in' | (string & {})

export interface Line<Params = unknown, Query = unknown, Body = unknown, Reply = unknown> {
  readonly method: 'GET' | 'POST'
  /** Below /api, with `:name` parts. */
  readonly path: string
  /** What the line does, in the office's words; shown in the API document and on the role screen. */
  readonly title: string
  readonly permission: Permission
  /** Past-tense audit event, e.g. `person.viewed`. A write always has one; a read only if looking is itself recorded. */
  readonly audit?: string
  readonly params?: z.ZodType<Params>
  readonly query?: z.ZodType<Query>
  readonly body?: z.ZodType<Body>
  /** A zod shape, or 'file' for a download. */
  readonly reply: z.ZodType<Reply> | 'file'
  /** A list that the office may take away as a table: the columns of the page, in its order. Mounts `<path>/sheet` beside it. */
  readonly sheet?: ListSheet
  /** The body is one uploaded file (multipart field `file`) plus the query. */
  readonly upload?: boolean
}

/** Where the table stands beside its list. */
export const SHEET_PATH = '/sheet'

export interface ListSheet {
  /** The file's name. */
  readonly name: string
  readonly columns: readonly ListColumn[]
}

export interface ListColumn {
  /** A field of the row; `town.name` for one inside it. */
  readonly key: string
  readonly title: string
  /** `yuan`: the row holds fen. A record: the office's word for each code; codes without a word stand as they are. */
  readonly as?: 'yuan' | 'count' | Readonly<Record<string, string>>
}

type Read<P, Q, R> = Omit<Line<P, Q, never, R>, 'method' | 'path' | 'body' | 'upload'>
type Write<P, Q, B, R> = Omit<Line<P, Q, B, R>, 'method' | 'path' | 'audit'> & { readonly audit: string }

export function get<P = undefined, Q = undefined, R = unknown>(path: string, line: Read<P, Q, R>): Line<P, Q, undefined, R> {
  return { method: 'GET', path, ...line } as Line<P, Q, undefined, R>
}

export function post<P = undefined, Q = undefined, B = undefined, R = unknown>(
  path: string,
  line: Write<P, Q, B, R>,
): Line<P, Q, B, R> {
  return { method: 'POST', path, ...line } as Line<P, Q, B, R>
}

/** What the caller hands in: params, query and body in one object, as the verb receives them. */
export type InputOf<L> =
  L extends Line<infer P, infer Q, infer B, unknown> ? Part<'params', P> & Part<'query', Q> & Part<'body', B> : never
export type ReplyOf<L> = L extends Line<infer _P, infer _Q, infer _B, infer R> ? R : never
type Part<K extends string, T> = [T] extends [undefined] ? unknown : { [key in K]: T }

/** Every write carries an id made by the client before it is sent; the answer is 'created' or 'exists', for ever. */
export const ClientId = z.uuid().describe('客户端先生成并保存的编号，重发时不变')
export const Written = z.object({ id: z.string(), outcome: z.enum(['created', 'exists']) })

/** Where a line takes the client's id; undefined = a line whose repetition changes nothing, or that needs no id. */
// biome-ignore lint: any line
export function placeOfClientId(line: Line<any, any, any, any>): 'body' | 'query' | undefined {
  return (['body', 'query'] as const).find((part) => {
    const shape = line[part]
    return shape instanceof z.ZodObject && shape.shape.id === ClientId
  })
}
