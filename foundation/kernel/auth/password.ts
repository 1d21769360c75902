// Password hashes: argon2id from node:crypto (19 MiB, 2 passes), with the parameters kept in the value.
import { argon2, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { invalid } from '@songhe/basics/problem'

const derive = promisify(argon2)
const COST = { memory: 19_456, passes: 2, parallelism: 1 }

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await run(password, salt, COST)
  return ['argon2id', COST.memory, COST.passes, COST.parallelism, salt.toString('base64'), hash.toString('base64')].join('$')
}

export async function passwordMatches(password: string, kept: string): Promise<boolean> {
  const [kind, memory, passes, parallelism, salt, hash] = kept.split('$')
  if (kind !== 'argon2id' || !salt || !hash) return false
  const wanted = Buffer.from(hash, 'base64')
  const got = await run(password, Buffer.from(salt, 'base64'), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  })
  return got.length === wanted.length && timingSafeEqual(got, wanted)
}

const run = async (message: string, nonce: Buffer, cost: typeof COST): Promise<Buffer> =>
  (await derive('argon2id', { message, nonce, ...cost, tagLength: 32 })) as Buffer

/** At least ten characters of three kinds and not the user name (defaults of this product; the standard names no figures). */
export function checkNewPassword(password: string, username: string) {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z0-9]/].filter((kind) => kind.test(password)).length
  const lacks = [
    ...(password.length < 10 ? ['至少 10 个字符'] : []),
    ...(kinds < 3 ? ['大写、小写、数字、符号至少用三种'] : []),
    ...(password.toLowerCase().includes(username.toLowerCase()) ? ['不能含用户名'] : []),
  ]
  if (lacks.length > 0) throw invalid(`新密码不符合要求：${lacks.join('；')}。`, { next: '请换一个密码再试。' })
}

const LETTERS = 'abcdefghjkmnpqrstuvwxyz'
const CAPITALS = 'ABCDEFGHJKMNPQRSTUVWXYZ'
const FIGURES = '23456789'

/** Easy to read from paper: no l/1, O/0; meets the password rule. */
export function newPassword(): string {
  const pick = (from: string, count: number) => Array.from({ length: count }, () => from[randomInt(from.length)]).join('')
  return `${pick(CAPITALS, 2)}${pick(LETTERS, 4)}-${pick(FIGURES, 5)}`
}
