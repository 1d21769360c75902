// What every measure answers with.

/** What is measured, what it is held against, and the bar. */
export interface Figure {
  goal: string
  what: string
  figure: string
  beside: string
  bar: string
}
