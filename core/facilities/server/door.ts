// The facilities' door: what benefits, ratings and the rooms above may call, in their own transaction.
// Views and columns they may read: facilities.facility_fact (district, facility, area, kind, value, valid_from, valid_to, source, id) for the judge;
// facilities.facility (district, id, area, name, state, opened_on, closed_on) and facilities.operator (district, id, name, credit_code).
export { type FacilityOfDoor, facilitiesOf, facilityById, type FacilityQuestion } from './register/facilities-of.ts'
export {
  endRating,
  type Rating,
  type RatingDraft,
  ratingHistory,
  type RatingScheme,
  ratingsOf,
  recordRating,
  SCHEME_TITLES,
  withdrawRating,
} from './ratings/ratings.ts'
export { registerFacility } from './register/register-facility.ts'
export { addressKeyIn } from './register/address-key.ts'
export { normaliseAddress } from './register/normalise-address.ts'
export { type SiteAt, sitesAt } from './register/sites-at.ts'
export { FACILITY_WORDS, factsForRules } from './standards/facts-for-rules.ts'
export { operatorKnownAs } from './operators/operator-store.ts'
export { papersInForce } from './papers/papers.ts'
export { factsOn } from './facts/facts-on.ts'
export { FACILITY_KINDS, kindByWord, kindOf, kindTitle } from '../contract/kinds.ts'
export { type PrintedFact, printedNumbers } from './observations/printed-numbers.ts'
