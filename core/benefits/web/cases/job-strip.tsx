// Long work along the foot of the desk: rows done of rows in all, and that one may leave.
import type { ReplyOf } from '@songhe/basics/contract'
import { newId } from '@songhe/basics/ids'
import { JobBar } from '@songhe/ui/job-bar'
import { useMay } from '@songhe/ui/me'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Button } from 'antd'
import { checkEntitlements } from '../../contract-cases.ts'
import type * as contract from '../../contract-desk.ts'

export function JobStrip({ jobs }: { jobs: ReplyOf<typeof contract.listDeskJobs>['rows'] }) {
  const may = useMay('cases.start')
  const check = useWrite(checkEntitlements)
  return (
    <section className="card desk-jobs" aria-label="后台作业">
      <h2>
        后台作业
        {may && (
          <Button
            size="small"
            style={{ display: 'block', marginTop: 6 }}
            disabled={jobs.some((job) => job.kind === 'entitlements.check' && ['waiting', 'running'].includes(job.state))}
            onClick={() => check.mutate({ body: { id: newId() } })}
          >
            重新核对
          </Button>
        )}
      </h2>
      <ProblemNote error={check.error} />
      {jobs.length === 0 && <p className="desk-job stone">现在没有后台作业。</p>}
      {jobs.map((job) => (
        <div className="desk-job" key={job.id}>
          <JobBar job={job} />
        </div>
      ))}
    </section>
  )
}
