// Lines about the basic service list: the district's list against the city's, and what applies to one elder in plain words.
import { get } from '@songhe/basics/contract'
import { z } from 'zod'

export const ServiceItem = z.object({
  id: z.string(),
  item: z.string(),
  persons: z.string(),
  kind: z.string(),
  standard: z.string(),
  payer: z.string(),
  body: z.string(),
  document: z.string(),
  clause: z.string(),
})
export type ServiceItem = z.infer<typeof ServiceItem>

export const showServiceList = get('/policy/services', {
  title: '基本养老服务清单',
  permission: 'policy.read',
  reply: z.object({
    title: z.string(),
    version: z.number().int().nullable(),
    validFrom: z.string().nullable(),
    state: z.string(),
    base: z.string(),
    items: z.array(
      ServiceItem.extend({
        /** Against the city's or state's list. */
        difference: z.enum(['same', 'changed', 'added', 'missing']),
        changes: z.array(z.object({ field: z.string(), here: z.string(), base: z.string() })),
      }),
    ),
  }),
})

export const servicesOfPerson = get('/policy/services/of/:person', {
  title: '这位老人可以享受的服务',
  permission: 'policy.read',
  audit: 'person.services-viewed',
  params: z.object({ person: z.uuid() }),
  reply: z.object({
    on: z.string(),
    items: z.array(ServiceItem.extend({ verdict: z.enum(['applies', 'missing']), words: z.string() })),
  }),
})

export const publicServiceList = get('/public/services/:district', {
  title: '公开的基本养老服务清单（不用登录）',
  permission: 'public',
  params: z.object({ district: z.coerce.number().int().min(1).max(9_999) }),
  reply: 'file',
})
