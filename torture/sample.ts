// Some valid input for any contract line, made from its own shapes: a new line is tried without anybody having to think of it.
import { randomInt } from 'node:crypto'
import { newId } from '@songhe/basics/ids'
import { z } from 'zod'
import type { AnyLine, Input } from './caller.ts'

/** First of these that a field accepts is its value. */
const PLAIN = [
  undefined,
  '理由写在这里',
  '2026-11-24',
  '2026-11',
  'sample-key',
  '6217001234567890',
  '12.5',
  1,
  100,
  true,
  null,
  [],
]

export function sampleOf(line: AnyLine): Input {
  return {
    ...(line.params && { params: valueFor(line.params, line.path) as Record<string, unknown> }),
    ...(line.query && { query: valueFor(line.query, line.path) as Record<string, unknown> }),
    ...(line.body && { body: valueFor(line.body, line.path) }),
    ...(line.upload && {
      file: { name: '样.csv', bytes: Buffer.from('序号,账号,金额,结果\n1,6217,1.00,成功\n'), mediaType: 'text/csv' },
    }),
  }
}

/** A reply that the line may give, another one each time; `created` where it says what became of a write. */
export function replyOf(line: AnyLine): unknown {
  if (line.reply === 'file') return undefined
  const [schema, where] = [line.reply as z.ZodType, line.path]
  return valueFor(schema, where, [newId(), randomInt(1, 2 ** 40), ...PLAIN], 'created')
}

function valueFor(schema: z.ZodType, where: string, plain: readonly unknown[] = [...PLAIN, newId()], outcome?: string): unknown {
  if (schema instanceof z.ZodObject) {
    const value: Record<string, unknown> = {}
    for (const [key, field] of Object.entries(schema.shape as Record<string, z.ZodType>))
      value[key] =
        key === 'outcome' && outcome && field.safeParse(outcome).success
          ? outcome
          : valueFor(field, `${where} ${key}`, plain, outcome)
    return value
  }
  if (schema instanceof z.ZodArray)
    return schema.safeParse([]).success ? [] : [valueFor(schema.element as z.ZodType, where, plain, outcome)]
  if (schema instanceof z.ZodRecord) return {}
  if (schema instanceof z.ZodEnum) return schema.options[0]
  for (const value of plain) if (schema.safeParse(value).success) return value
  throw new Error(`no sample value for ${where}: give sample.ts one`)
}
