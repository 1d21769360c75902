// One way to page: a page number and size in the query, rows and a total in the reply.
import { z } from 'zod'

export const Paging = z.object({
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
})
export type Paging = z.infer<typeof Paging>

export const pageOf = <Row extends z.ZodType>(row: Row) => z.object({ rows: z.array(row), total: z.number().int() })
export const offsetOf = (paging: Paging) => (paging.page - 1) * paging.size
