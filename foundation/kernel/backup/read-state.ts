// How the backup stands, read from the database by any server: what was done last, how old it is, and what is older than it should be.
import { type Kysely, sql, type Transaction } from 'kysely'
import { readBeats } from '../beat.ts'

export interface BackupRun {
  id: string
  kind: 'base' | 'verify' | 'drill'
  state: 'asked' | 'running' | 'done' | 'failed'
  askedBy: string
  startedAt: string
  finishedAt: string | null
  bytes: number | null
  facts: Record<string, unknown>
  trouble: string
}

export interface BackupState {
  /** false = nobody has ever kept a backup here. */
  kept: boolean
  trouble: string
  /** Seconds since the keeper last said anything. */
  silent: number | null
  /** Seconds of work that the backup does not have yet. */
  behind: number | null
  bytes: number | null
  dayBytes: number | null
  last: { base: BackupRun | null; verify: BackupRun | null; drill: BackupRun | null }
  runs: BackupRun[]
}

/** Seconds; older is red. */
export const LONGEST = { silent: 90, behind: 60, base: 26 * 3_600, verify: 26 * 3_600, drill: 8 * 86_400 }

// biome-ignore lint: tables of any room
export async function readBackupState(db: Kysely<any> | Transaction<any>): Promise<BackupState> {
  const runs = (
    await sql<BackupRun>`select id, kind, state, asked_by as "askedBy", to_json(started_at)#>>'{}' as "startedAt",
      to_json(finished_at)#>>'{}' as "finishedAt", bytes, facts, trouble from kernel.backup_run order by started_at desc limit 30`.execute(
      db,
    )
  ).rows
  const beat = (await readBeats(db)).get('backup')
  const number = (name: string) => (typeof beat?.facts[name] === 'number' ? (beat.facts[name] as number) : null)
  const last = (kind: BackupRun['kind']) =>
    runs.find((run) => run.kind === kind && (run.state === 'done' || run.state === 'failed')) ?? null
  return {
    kept: beat !== undefined,
    trouble: String(beat?.facts.trouble ?? ''),
    silent: beat ? Math.round(beat.age) : null,
    behind: number('behind'),
    bytes: number('bytes'),
    dayBytes: number('dayBytes'),
    last: { base: last('base'), verify: last('verify'), drill: last('drill') },
    runs,
  }
}
