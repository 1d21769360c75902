// The lines of the planning room, by noun.
export * from './contract/forecast.ts'
