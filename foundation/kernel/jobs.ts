// Few and long works (a run, an import): a row in kernel.job_run that anyone in scope can watch, queued in the same transaction.
import { newId } from '@songhe/basics/ids'
import { sql } from 'kysely'
import type { Context, Principal } from './context.ts'

export interface JobStarted {
  job: string
}

export async function startJob(ctx: Context, kind: string, payload: unknown, id: string = newId()): Promise<JobStarted> {
  const handler = ctx.catalogue.jobs.get(kind)
  if (!handler) throw new Error(`no job called ${kind}`)
  const { principal } = ctx
  const kept = { ...principal, permissions: [...principal.permissions] }
  await sql`insert into kernel.job_run (district, id, kind, title, payload, started_by, started_by_name, principal)
    values (${principal.district}, ${id}, ${kind}, ${handler.title}, ${JSON.stringify(payload ?? null)}::jsonb, ${principal.staff}, ${principal.name},
      ${JSON.stringify(kept)}::jsonb)`.execute(ctx.db)
  await sql`select kernel.add_job(${principal.district}, ${id}, 'songhe')`.execute(ctx.db)
  return { job: id }
}

export function revivePrincipal(kept: Principal & { permissions: unknown }): Principal {
  return { ...kept, permissions: new Set(kept.permissions as unknown as string[]) }
}
