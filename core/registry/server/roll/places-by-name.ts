// Finds the place a row names: the town, then the village inside that town, as offices write and shorten them.
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { listAreas } from '../areas/list-areas.ts'

export interface PlacesByName {
  /** @returns key of the village (of the town where no village is written), or what is wrong */
  find(town: string, village: string): { area: number } | { column: 'town' | 'village'; value: string; reason: string }
}

const shortTown = (name: string) => name.replace(/(街道办事处|街道办|街道|民族乡|镇|乡)$/, '')
const shortVillage = (name: string) =>
  name.replace(/(社区居民委员会|村民委员会|居民委员会|社区居委会|村委会|居委会|社区|村|居)$/, '')

interface Town {
  key: number
  name: string
  villages: NameBook
}

export async function placesByName(ctx: Context, usualTown: string): Promise<PlacesByName> {
  const { areas } = await listAreas(ctx, { query: { on: today(ctx) } })
  const allowed = ctx.principal.areas && new Set(ctx.principal.areas)
  const towns = new NameBook(shortTown)
  const byKey = new Map<number, Town>()
  for (const { key, name, kind } of areas)
    if (kind === 'town') {
      byKey.set(key, { key, name, villages: new NameBook(shortVillage) })
      towns.add(name, key)
    }
  for (const { key, name, kind, parent } of areas) if (kind === 'village') byKey.get(parent!)?.villages.add(name, key)
  const own = allowed ? [...byKey.keys()].filter((key) => allowed.has(key)) : []

  return {
    find(written, village) {
      const town = written || usualTown
      const townKey = town === '' && own.length === 1 ? own[0] : (towns.find(town) ?? towns.find(town.replace(/^.*?[区县]/, '')))
      if (townKey === undefined)
        return {
          column: 'town',
          value: town,
          reason: town
            ? `本区县没有叫“${town}”的镇街，请写全称和现名。`
            : '没有写镇街。请在表里填写，或在校验前选定整份表所属镇街。',
        }
      const { name, villages } = byKey.get(townKey)!
      const key = village === '' ? townKey : villages.find(village.startsWith(name) ? village.slice(name.length) : village)
      if (key === undefined)
        return { column: 'village', value: village, reason: `${name}没有叫“${village}”的村社，请写全称和现名。` }
      if (allowed && !allowed.has(key))
        return {
          column: written ? 'town' : 'village',
          value: written || village,
          reason: '不在您的管辖范围，请交区县经办人员导入。',
        }
      return { area: key }
    },
  }
}

/** Whole names first; a shortened name counts only when one place can be meant. */
class NameBook {
  readonly #shorten: (name: string) => string
  readonly #whole = new Map<string, number>()
  readonly #short = new Map<string, number | null>()

  constructor(shorten: (name: string) => string) {
    this.#shorten = shorten
  }

  add(name: string, key: number) {
    this.#whole.set(name, key)
    const short = this.#shorten(name)
    this.#short.set(short, this.#short.has(short) ? null : key)
  }

  find(name: string): number | undefined {
    return this.#whole.get(name) ?? this.#short.get(this.#shorten(name)) ?? undefined
  }
}
