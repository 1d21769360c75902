// What a standard may ask of the site itself beside its points, as the facilities know it on the day.
import type { Day } from '@songhe/basics/day'
import type { FactLine } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { type FacilityOfDoor, papersInForce } from '@songhe/facilities/door'
import type { Facts, Words } from '@songhe/rules'

const fact = (name: string, title: string, type: FactLine['type'] = 'number'): FactLine => ({
  name,
  title,
  type,
  subject: 'facility',
})

/** Up to twelve sections; the standard says which is the third. */
export const RATING_FACTS: readonly FactLine[] = [
  fact('rating.total', '评定总分'),
  fact('rating.lowest-share', '得分率最低部分的得分率'),
  ...Array.from({ length: 12 }, (_, place) => fact(`rating.share.${place + 1}`, `第${place + 1}部分得分率`)),
  fact('rating.papers-in-force', '证照有效', 'boolean'),
]

export const RATING_WORDS: Words = {
  'rating.total': { title: '总分', unit: '分' },
  'rating.lowest-share': { title: '得分率最低部分的得分率', unit: '%' },
  'rating.papers-in-force': { title: '证照', yes: '登记的证照都在有效期内', no: '有证照已过期' },
}

export async function gatesOf(ctx: Context, site: FacilityOfDoor, on: Day): Promise<Facts> {
  const papers = await papersInForce(ctx, site.id, on)
  return { ...site.facts, ...(papers !== undefined && { 'rating.papers-in-force': papers }) }
}
