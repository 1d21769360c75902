// The benefits' door: what the rooms above may call, in their own transaction.
export { addWorkingDays } from './cases/working-days.ts'
