// Puts rows straight into the tables of one place, as the owner: a target stands in every state a route asks for, without walking there.
import { randomUUID } from 'node:crypto'
import type { TestWorld } from '@songhe/kernel/testing'

/** Colleagues are named in lists that a whole district may read; elders are not. */
export const MAKER = '经办某'
export const PROGRAMMES = [
  'old-age-allowance',
  'service-subsidy',
  'destitute-care',
  'disability-living',
  'disability-nursing',
] as const

export interface TargetPlan {
  /** A character no other name holds; it stays when the name is masked. */
  mark: string
  district: number
  area: number
  town: number
}

export interface Planter extends TargetPlan {
  world: TestWorld
  /** Which target of this process: numbers and months of two targets never meet. */
  place: number
  /** A colleague of the district who made what waits for a second person. */
  maker: string
  insert(table: string, row: Record<string, unknown>): Promise<unknown>
  /** @returns the new row's id */
  id(table: string, row: Record<string, unknown>): Promise<string>
}

let planted = 0

export async function openPlanter(world: TestWorld, plan: TargetPlan): Promise<Planter> {
  const insert = (table: string, row: Record<string, unknown>) => {
    const full = { district: plan.district, ...row }
    const keys = Object.keys(full)
    return world.owner(
      `insert into ${table} (${keys.map((key) => `"${key}"`).join(', ')}) values (${keys.map((_, i) => `$${i + 1}`).join(', ')})`,
      Object.values(full),
    )
  }
  const maker = await world.owner<{ id: string }>('select id from kernel.staff where district = $1 limit 1', [plan.district])
  return {
    ...plan,
    world,
    place: ++planted,
    maker: maker[0]?.id ?? randomUUID(),
    insert,
    async id(table, row) {
      const made = randomUUID()
      await insert(table, { id: made, ...row })
      return made
    },
  }
}
