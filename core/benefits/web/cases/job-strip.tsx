// Long work along the foot of the desk: rows done of rows in all, and that one may leave.
import { Progress } from 'antd'
import type { ReplyOf } from '@songhe/basics/contract'
import type * as contract from '../../contract-cases.ts'

type Job = ReplyOf<typeof contract.listDeskJobs>['rows'][number]

export function JobStrip({ jobs }: { jobs: Job[] }) {
  return (
    <section className="desk-card desk-jobs" aria-label="后台作业">
      <h2>后台作业</h2>
      {jobs.length === 0 && <p className="desk-job stone">现在没有后台作业。</p>}
      {jobs.map((job) => (
        <div className="desk-job" key={job.id}>
          <p><b>{job.title}</b><span className="stone">{job.total ? `${job.done.toLocaleString()} / ${job.total.toLocaleString()}` : WORDS[job.state]}</span></p>
          <Progress percent={percent(job)} showInfo={false} size="small" status={job.state === 'failed' ? 'exception' : 'normal'} aria-label={`${job.title}进度`} />
          <p className="small stone">{job.state === 'failed' ? `没有完成：${job.error ?? ''}` : job.state === 'running' ? `${job.phase}，可以离开` : WORDS[job.state]}</p>
        </div>
      ))}
    </section>
  )
}

const WORDS: Record<Job['state'], string> = { waiting: '排队中', running: '进行中', done: '已完成', failed: '没有完成', cancelled: '已取消' }
const percent = (job: Job) => (job.state === 'done' ? 100 : job.total ? Math.floor((job.done * 100) / job.total) : 0)
