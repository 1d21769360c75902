// Finds and reads the YAML files that ship with the product: documents with their clauses, and tables by region.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

export const packsFolder = fileURLToPath(new URL('../../../packs/', import.meta.url))

/** Folder of a district below packs/, by the district's key (registry.area). */
const REGIONS: Record<number, string> = { 1: 'shapingba', 2: 'dianjiang', 3: 'yubei', 4: 'kaizhou', 5: 'wuxi' }
export const CITY = 'chongqing'
export const regionOf = (district: number): string | undefined => REGIONS[district]
export const regionKeys = (): Map<number, string> =>
  new Map(Object.entries(REGIONS).map(([key, region]) => [Number(key), region]))

export interface YamlFile {
  /** Path below packs/, for messages. */
  file: string
  text: string
}

/** Every .yaml file below `packs/<folder>`, sorted by path; empty when the folder does not exist. */
export function yamlFiles(folder: string, root: string = packsFolder): YamlFile[] {
  const start = path.join(root, folder)
  if (!existsSync(start)) return []
  return readdirSync(start, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => ({ file: `${folder}/${file.replaceAll('\\', '/')}`, text: readFileSync(path.join(start, file), 'utf8') }))
}

export const readYaml = (file: YamlFile): unknown => parse(file.text)
