// The registry's door: what other rooms may call, in their own transaction.
// Views and columns they may read: registry.fact_winning (district, person, area, kind, value, valid_from, valid_to, source, id),
// registry.person (district, id, area, name, name_masked, birth, sex, died_on, left_on, state) and registry.source (label, reported_on).
export { type BulkFact, type BulkPerson, type BulkPlan, type BulkResult, bulkRegister } from './bulk/bulk-register.ts'
export { type KnownPerson, knownByNumber } from './bulk/known-by-number.ts'
export { REGISTERED_TWICE } from './demo/people-of-two-districts.ts'
export { areaBelow, areaNames, placeNames, requireArea, type TownRow, townsOf } from './areas/area-tree.ts'
export { type PlacesByName, placesByName } from './roll/places-by-name.ts'
export { FACT_KINDS, factText, traitOf } from './facts/fact-kinds.ts'
export { recordSource, type SourceDraft } from './facts/source.ts'
export { type FactDraft, storeFacts, withdrawSource } from './facts/store-facts.ts'
export { confirmPayee, payeesUnconfirmedSince } from './family/confirm-payee.ts'
export { type Payee, payeesOf, setPayee } from './family/payee.ts'
export { giveBackPayees, type PayeeOfList, takeOverPayees } from './family/take-over-payees.ts'
export { recordDeath, reverseDeath } from './life/record-death.ts'
export { recordMove, reverseMove } from './life/record-move.ts'
export { foldName } from './people/name-search.ts'
export { personCards } from './people/person-cards.ts'
export { recordFact } from './facts/record-fact.ts'
