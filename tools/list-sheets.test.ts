// Every list of every room can be taken away as a table, and the table holds nothing that the page could not show.
import { capabilities } from '../apps/server/capabilities.ts'
import { expect, test } from 'vitest'
import { z } from 'zod'

interface Schema {
  type?: string
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
}

const lines = capabilities.flatMap((room) => (room.routes ?? []).map(([line]) => line))
const schemaOf = (reply: unknown) => z.toJSONSchema(reply as z.ZodType, { io: 'output', unrepresentable: 'any' }) as Schema

/** The row of a list reply, or undefined where the reply is no paged list. */
function rowOf(reply: unknown): Schema | undefined {
  if (reply === 'file') return undefined
  const { properties } = schemaOf(reply)
  return properties?.rows && properties.total ? properties.rows.items : undefined
}

function holds(schema: Schema | undefined, [first, ...rest]: string[]): boolean {
  if (!schema) return false
  if (first === undefined) return true
  if (schema.anyOf) return schema.anyOf.some((one) => holds(one, [first, ...rest]))
  return schema.items ? holds(schema.items, [first, ...rest]) : holds(schema.properties?.[first], rest)
}

test('every paged list has a table to take away, and each of its columns is a field that the page gets', () => {
  const lists = lines.filter((line) => line.method === 'GET' && rowOf(line.reply))
  expect(lists.length).toBeGreaterThan(8)
  expect(lists.filter((line) => !line.sheet).map((line) => line.path)).toEqual([])
  const foreign = lists.flatMap((line) =>
    line.sheet!.columns.filter(({ key }) => !holds(rowOf(line.reply), key.split('.'))).map(({ key }) => `${line.path} ${key}`),
  )
  expect(foreign).toEqual([])
})
