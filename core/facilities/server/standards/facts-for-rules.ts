// A site's facts in the names of the dictionary, as a table of rules asks for them. Where a site stands on the map is not among them.
import type { Facts, Words } from '@songhe/rules'
import { BED_KINDS, DERIVED_FACTS, FACILITY_FACTS, factKind, SERVICES, ZONES } from '../../contract/facts.ts'
import { kindTitle } from '../../contract/kinds.ts'
import type { FacilityState } from '../register/facility-store.ts'

type Known = ReadonlyMap<string, { value: string }>

export function factsForRules(known: Known, state: FacilityState): Facts {
  // An exception is a decision: where none was taken there is none.
  const facts: Record<string, string | boolean> = { 'facility.open': state === 'open', 'facility.area-waived': false }
  for (const [kind, { value }] of known) {
    const type = factKind(kind)?.type
    if (type === 'boolean') facts[kind] = value === 'true'
    else if (type) facts[kind] = kind === 'facility.kind' ? kindTitle(value) : value
  }
  Object.assign(facts, bedsIn(known), listIn(known, 'facility.zones', 'facility.zone.', ZONES))
  return Object.assign(facts, listIn(known, 'facility.services', 'facility.service.', SERVICES))
}

/** Beds for the night; a couch for the day is none. */
export const NIGHT_BEDS = Object.keys(BED_KINDS).filter((kind) => kind !== 'day')

function bedsIn(known: Known): Record<string, string> {
  const counts = NIGHT_BEDS.flatMap((kind) => known.get(`facility.beds.${kind}`)?.value ?? [])
  return counts.length ? { 'facility.beds': String(counts.reduce((sum, count) => sum + Number(count), 0)) } : {}
}

/** A list that was stated says of everything else that it is not there; a list nobody stated says nothing. */
function listIn(known: Known, kind: string, prefix: string, words: Readonly<Record<string, string>>): Record<string, boolean> {
  const stated = known.get(kind)?.value
  if (stated === undefined) return {}
  const keys = new Set(stated.split(','))
  return Object.fromEntries(Object.keys(words).map((key) => [prefix + key, keys.has(key)]))
}

export const FACILITY_WORDS: Words = Object.fromEntries(
  [...FACILITY_FACTS, ...DERIVED_FACTS].map(({ kind, title, yes, no, unit }) => [
    kind,
    { title, ...(yes && { yes }), ...(no && { no }), ...(unit && { unit }) },
  ]),
)
