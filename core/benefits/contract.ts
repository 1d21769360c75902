// The benefits room's contract: cases, explanations, the month.
export * from './contract-cases.ts'
export * from './contract-explain.ts'
export * from './contract-lab.ts'
export * from './contract-grants.ts'
export * from './contract-month.ts'
export * from './contract-schemes.ts'
export * from './contract-settle.ts'
