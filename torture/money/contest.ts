// Many callers want the same thing in the same moment: how one round is run, and what counts as done twice.
import { Problem } from '@songhe/basics/problem'

export interface Round {
  /** What is contested, as the page names it. */
  what: string
  /** One caller's try; `created` = this caller did it. */
  attempt(caller: number): Promise<{ outcome?: string } | unknown>
  /** Asked of the database afterwards: what was done twice, or not at all. */
  faults(): Promise<string[]>
}

/** What a constraint says when somebody else was first. */
const LATE = new Set(['23505', '40001', '40P01'])

export async function contest(round: Round, callers: number): Promise<string[]> {
  const faults: string[] = []
  let done = 0
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      try {
        const answer = (await round.attempt(caller)) as { outcome?: string }
        if (answer?.outcome === 'created') done++
      } catch (error) {
        if (error instanceof Problem || LATE.has(String((error as { code?: string }).code))) return
        faults.push(`${round.what}: a caller got ${String(error)}`)
      }
    }),
  )
  if (done !== 1) faults.push(`${round.what}: ${done} of ${callers} callers were told that they did it`)
  return [...faults, ...(await round.faults()).map((fault) => `${round.what}: ${fault}`)]
}
