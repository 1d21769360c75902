// What stands for the objects that a line names, given one of everything in a place.
import type { Target } from '../targets.ts'

export type Sample = Record<string, unknown>
export interface Given {
  params?: Sample
  query?: Sample
  body?: Sample
}
export type Samples = (target: Target) => Given
