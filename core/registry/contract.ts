// What the registry offers over the wire, by noun.
export * from './contract/areas.ts'
export * from './contract/people.ts'
export * from './contract/facts.ts'
export * from './contract/life.ts'
export * from './contract/family.ts'
export * from './contract/duplicates.ts'
export * from './contract/survey.ts'
