// The equality key of an address inside its town: what the star reward asks before it pays a second time.
import type { Day } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { blindIndex } from '@songhe/kernel/secrets'
import { type AreaLine, areaLine } from './area-line.ts'
import { normaliseAddress } from './normalise-address.ts'

export interface AddressKey {
  /** Readable, for the officer who decides a hit; empty where no address is known. */
  key: string
  index: Buffer | null
}

/** A road and a number say where a site is; without them the village is part of the address (三组, 便民服务中心). */
export function addressKeyOf(address: string, line: AreaLine): AddressKey {
  const above = [line.district, line.town, ...(line.village ? [line.village] : [])]
  const short = normaliseAddress(address, { above })
  if (!short) return { key: '', index: null }
  const byRoad = /[路街道巷弄]\D{0,6}\d+号/.test(short)
  const key = byRoad || !line.village || short === line.village ? short : line.village + short
  return { key, index: blindIndex('address', `${line.townKey}|${key}`) }
}

export async function addressKeyIn(ctx: Context, address: string, area: number, on: Day): Promise<AddressKey> {
  return addressKeyOf(address, await areaLine(ctx, area, on))
}
