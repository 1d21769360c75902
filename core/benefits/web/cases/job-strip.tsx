// Long work along the foot of the desk: rows done of rows in all, and that one may leave.
import type { ReplyOf } from '@songhe/basics/contract'
import { JobBar } from '@songhe/ui/job-bar'
import type * as contract from '../../contract-desk.ts'

export function JobStrip({ jobs }: { jobs: ReplyOf<typeof contract.listDeskJobs>['rows'] }) {
  return (
    <section className="card desk-jobs" aria-label="后台作业">
      <h2>后台作业</h2>
      {jobs.length === 0 && <p className="desk-job stone">现在没有后台作业。</p>}
      {jobs.map((job) => (
        <div className="desk-job" key={job.id}>
          <JobBar job={job} />
        </div>
      ))}
    </section>
  )
}
