// The file of checks that ships with the product: which of a document's numbers follow from which others.
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

export interface CheckInput {
  fact?: string
  target?: string
  baseline?: string
  coverage?: 'centre' | 'station' | 'area' | 'towns'
  until?: string
  measure?: string
  splits?: string[]
  constant?: string
  source?: string
}

export interface DocumentCheck {
  no: string
  title: string
  formula: string
  unit: string
  places: number
  round?: 'up'
  inputs: Record<string, CheckInput>
  printed?: CheckInput
  note?: string
}

const FILE = new URL('../../../../packs/printed/document-checks.yaml', import.meta.url)
let read: Record<string, DocumentCheck[]> | undefined

/** By key of the document. */
export function documentChecks(): Record<string, DocumentCheck[]> {
  read ??= parse(readFileSync(FILE, 'utf8')) as Record<string, DocumentCheck[]>
  return read
}
