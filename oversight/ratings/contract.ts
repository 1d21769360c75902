// The lines of the ratings room, by noun.
export * from './contract/cases.ts'
export * from './contract/challenges.ts'
export * from './contract/register.ts'
export * from './contract/rounds.ts'
