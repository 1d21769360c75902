// Mounts contract lines: principal, permission, scope, verb, audit and commit are the same five steps for every route.
import fastifyCookie from '@fastify/cookie'
import fastifyHelmet from '@fastify/helmet'
import fastifyMultipart from '@fastify/multipart'
import fastifyRateLimit, { type FastifyRateLimitStoreCtor } from '@fastify/rate-limit'
import fastifySwagger from '@fastify/swagger'
import { type Line, placeOfClientId } from '@songhe/basics/contract'
import { newId } from '@songhe/basics/ids'
import { forbidden, Problem } from '@songhe/basics/problem'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Transaction } from 'kysely'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { audit } from '../audit.ts'
import { findPrincipal, type SignedIn } from '../auth/principal.ts'
import type { Context } from '../context.ts'
import { type Database, makeContext, type Surroundings } from '../db/database.ts'
import { enterScope } from '../db/enter-scope.ts'
import type { FileReply, StreamReply } from './file-reply.ts'
import { type HarvestBrake, harvestBrake } from './harvest-brake.ts'
import { sheetOf } from './list-sheet.ts'
import { problemReply } from './problem-reply.ts'
import { refuseBrokenText } from './refuse-broken-text.ts'
import { firstAnswer, keepAnswer } from './written.ts'

export interface HttpOptions {
  database: Database
  around: Surroundings
  /** Shown in every error reply. */
  helpLine: (district: number) => string | Promise<string>
  /** Addresses or networks of the proxies in front; without them nobody's word about an address counts. */
  trustProxy?: string[]
  /** The disk is full: whoever wants to write is told so before the database is. */
  full?: () => boolean
  /** Where several servers count their callers together. */
  rateStore?: FastifyRateLimitStoreCtor
}

/** Whose office a request belongs to, once that is known: its help line stands in the error. */
const districts = new WeakMap<FastifyRequest, number>()

export const COOKIE = 'songhe'
const NOBODY: SignedIn = {
  account: null,
  staff: null,
  name: '未登录',
  post: '',
  username: '',
  roles: [],
  permissions: new Set(),
  district: 0,
  areas: [],
  demo: false,
  mustChangePassword: false,
  mustEnrol: false,
  grantedAreas: [],
  address: '',
}

export async function buildHttp(options: HttpOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    trustProxy: options.trustProxy ?? false,
    genReqId: () => newId(),
    bodyLimit: 2 * 1024 * 1024,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: async (error, _request, reply: FastifyReply) => {
      const { status, body } = problemReply(error, await options.helpLine(0))
      return reply.status(status).send(body)
    },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(async (error, request, reply) => {
    const { status, body } = problemReply(error, await options.helpLine(districts.get(request) ?? 0))
    if (status >= 500)
      // A database that is away for a moment or a full disk is said once by whoever watches it; here it is only counted.
      options.around.log[status === 503 ? 'warn' : 'error'](
        { request: request.id, route: request.routeOptions.url, error: String(error), stack: (error as Error).stack },
        'request failed',
      )
    return reply.status(status).type('application/json; charset=utf-8').send(JSON.stringify(body))
  })
  await app.register(fastifyCookie)
  await app.register(fastifyHelmet, { contentSecurityPolicy: { directives: CONTENT_POLICY }, strictTransportSecurity: false })
  await app.register(fastifyRateLimit, { global: true, max: 1_200, timeWindow: '1 minute', store: options.rateStore })
  await app.register(fastifyMultipart, { limits: { fileSize: 200 * 1024 * 1024, files: 1 } })
  await app.register(fastifySwagger, {
    openapi: { info: { title: 'Songhe 松鹤', version: '0.1.0' } },
    transform: jsonSchemaTransform,
  })
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api')) reply.header('cache-control', 'no-store')
  })
  const brake = harvestBrake()
  for (const room of options.around.catalogue.capabilities)
    for (const [line, verb] of room.routes ?? []) {
      mount(app, options, brake, line, verb)
      if (line.sheet) mount(app, options, brake, ...sheetOf(line, verb))
    }
  return app
}

const CONTENT_POLICY = {
  defaultSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  objectSrc: ["'none'"],
  frameAncestors: ["'none'"],
  upgradeInsecureRequests: null,
}

// biome-ignore lint: any line
type AnyLine = Line<any, any, any, any>
/** Milliseconds for one statement of a request: what takes longer on purpose is a job. A month of a whole district is written by a POST. */
const PATIENCE = { GET: 20_000, POST: 120_000 }

// biome-ignore lint: any verb
type AnyVerb = (ctx: Context, input: any) => Promise<any>

function mount(app: FastifyInstance, options: HttpOptions, brake: HarvestBrake, line: AnyLine, verb: AnyVerb) {
  const { database, around } = options
  const idIn = placeOfClientId(line)
  app.route({
    method: line.method,
    url: `/api${line.path}`,
    schema: {
      summary: line.title,
      ...(line.params && { params: line.params }),
      ...(line.query && { querystring: line.query }),
      ...(line.body && !line.upload && { body: line.body }),
      ...(line.reply !== 'file' && { response: { 200: line.reply } }),
    },
    handler: async (request, reply) => {
      if (line.method === 'POST' && request.headers['x-songhe'] !== '1')
        throw forbidden('这个请求不是从本系统页面发出的。', { next: '请从系统页面操作。' })
      refuseBrokenText(request.params, request.query, request.body)
      // Signing in writes a line too, and is the way to reading.
      if (line.method === 'POST' && !line.path.startsWith('/auth/') && options.full?.())
        throw Object.assign(new Error('no room on the disk'), { code: 'ENOSPC' })
      const input = {
        params: request.params,
        query: request.query,
        body: request.body,
        ...(line.upload && { file: await uploadOf(request) }),
      }
      let pause = 0
      const answer = await database.kysely.transaction().execute(async (trx) => {
        const token = request.cookies[COOKIE]
        const principal = (token &&
          (await findPrincipal(trx, token, request.ip, around.catalogue, neededBy(line), PATIENCE[line.method]))) || {
          ...NOBODY,
          address: request.ip,
        }
        districts.set(request, principal.district)
        checkPermission(line, principal)
        await enterScope(trx, principal)
        const ctx = makeContext(trx, principal, around)
        const id = idIn && (input[idIn] as { id: string }).id
        const before = id && (await firstAnswer(ctx, { id, line, input }))
        if (before) return before.reply
        const result = await verb(withWeb(ctx, database, request, reply), input)
        if (id) await keepAnswer(ctx, id, result)
        if (line.audit && !ctx.audited.has(line.audit) && principal.account) await audit(ctx, { event: line.audit })
        pause = await brake.note(ctx)
        return result
      })
      // Outside the transaction: a slowed caller holds no connection.
      if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause))
      return line.reply === 'file' ? sendFile(reply, answer as FileReply | StreamReply) : answer
    },
  })
}

const neededBy = ({ permission }: AnyLine): string | undefined =>
  permission === 'public' || permission === 'signed-in' ? undefined : permission

function checkPermission(line: AnyLine, principal: SignedIn) {
  if (line.permission === 'public') return
  if (!principal.account)
    throw new Problem('forbidden', '您还没有登录，或登录已过期。', {
      next: '请重新登录，填写的内容会保留。',
      facts: { signIn: true },
    })
  if (line.permission === 'signed-in') return
  if (principal.mustChangePassword)
    throw forbidden('首次登录要先修改密码。', { next: '请先修改密码。', facts: { changePassword: true } })
  if (principal.mustEnrol)
    throw forbidden('还没有绑定动态码。', { next: '请先绑定动态码（第二重验证）。', facts: { enrol: true } })
  if (!principal.permissions.has(line.permission))
    throw forbidden(`您的岗位不能办理“${line.title}”。`, { next: '如工作需要，请联系本单位安全管理员调整岗位。' })
}

async function uploadOf(request: FastifyRequest) {
  // Whatever the parser trips over was sent broken; too large a file says so itself.
  const part = await request.file().catch((error: { statusCode?: number }) => {
    if (error.statusCode) throw error
    throw new Problem('invalid', '上传的内容不完整，没有读到文件。', { next: '请重新选择文件再上传。' })
  })
  if (!part) throw new Problem('invalid', '没有收到文件。', { next: '请选择一个文件再上传。' })
  return { name: part.filename, mediaType: part.mimetype, bytes: await part.toBuffer() }
}

function sendFile(reply: FastifyReply, file: FileReply | StreamReply) {
  const inline = 'inline' in file && file.inline
  return reply
    .header('content-disposition', `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .type(file.mediaType)
    .send('stream' in file ? file.stream : file.bytes)
}

/** Sign-in needs the cookie jar; nothing else may know of HTTP. */
export interface WebContext extends Context {
  web: {
    token: string | undefined
    setToken(token: string): void
    clearToken(): void
    /** In a transaction of its own: a failed sign-in must be counted although the request fails. */
    // biome-ignore lint: tables of any room
    apart(act: (trx: Transaction<any>) => Promise<void>): Promise<void>
  }
}

function withWeb(ctx: Context, database: Database, request: FastifyRequest, reply: FastifyReply): WebContext {
  const secure = request.protocol === 'https'
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const
  return Object.assign(ctx, {
    web: {
      token: request.cookies[COOKIE],
      setToken: (token: string) => void reply.setCookie(COOKIE, token, options),
      clearToken: () => void reply.clearCookie(COOKIE, options),
      apart: (act: (trx: Transaction<any>) => Promise<void>) => database.apart.transaction().execute(act),
    },
  })
}
