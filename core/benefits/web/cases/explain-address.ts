// Where the printable explanation of a line lies.
import type { ExplainedLine } from './explain-drawer.tsx'

export const explainAddress = (line: ExplainedLine) =>
  `/benefits/explain?${new URLSearchParams(Object.entries(line).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))}`
