// Which statement counts on which day. Lower rank wins, within a rank the later report; a statement that wins only for a while is cut there.
import type { Day } from '@songhe/basics/day'

export interface Statement {
  id: string
  from: Day
  /** First day on which it no longer holds; null = open. */
  to: Day | null
  rank: number
  reportedOn: Day
  /** Who says it: a later statement of the same speaker replaces the earlier one instead of standing beside it. */
  speaker: string
  source: string
  /** Order of writing, to settle what is equal in everything else. */
  order: number
}

export interface Piece {
  from: Day
  to: Day | null
  wins: boolean
}

export interface Verdict {
  id: string
  /** What becomes of the statement: nothing left = superseded; one piece as long as itself = kept; else closed and replaced by the pieces. */
  pieces: Piece[]
  /** The source that cut or superseded it. */
  by: string | null
}

export function resolve(statements: readonly Statement[]): Verdict[] {
  const ranked = [...statements].sort(
    (a, b) => a.rank - b.rank || compare(b.reportedOn, a.reportedOn) || b.order - a.order || compare(b.id, a.id),
  )
  const taken: { from: Day; to: Day | null; by: Statement }[] = []
  return ranked.map((statement) => {
    let free: Piece[] = [{ from: statement.from, to: statement.to, wins: true }]
    const beside: Piece[] = []
    let by: string | null = null
    for (const winner of taken) {
      const rest: Piece[] = []
      for (const piece of free) {
        const shared = overlap(piece, winner)
        if (!shared) {
          rest.push(piece)
          continue
        }
        by ??= winner.by.source
        if (winner.by.speaker !== statement.speaker) beside.push({ ...shared, wins: false })
        if (piece.from < shared.from) rest.push({ from: piece.from, to: shared.from, wins: true })
        if (shared.to !== null && (piece.to === null || shared.to < piece.to))
          rest.push({ from: shared.to, to: piece.to, wins: true })
      }
      free = rest
    }
    for (const piece of free) taken.push({ from: piece.from, to: piece.to, by: statement })
    return { id: statement.id, pieces: join([...free, ...beside]), by }
  })
}

/** Neighbouring pieces that are both beside (or both winning) are one. */
function join(pieces: Piece[]): Piece[] {
  const joined: Piece[] = []
  for (const piece of pieces.sort((a, b) => compare(a.from, b.from))) {
    const last = joined.at(-1)
    if (last && last.to === piece.from && last.wins === piece.wins) last.to = piece.to
    else joined.push({ ...piece })
  }
  return joined
}

function overlap(a: { from: Day; to: Day | null }, b: { from: Day; to: Day | null }): { from: Day; to: Day | null } | undefined {
  const from = a.from > b.from ? a.from : b.from
  const to = a.to === null ? b.to : b.to === null ? a.to : a.to < b.to ? a.to : b.to
  return to === null || from < to ? { from, to } : undefined
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
