// The lines of the planning room, by noun.
export * from './contract/forecast.ts'
export * from './contract/coverage.ts'
export * from './contract/flags.ts'
export * from './contract/indicators.ts'
export * from './contract/leader.ts'
export * from './contract/reports.ts'
