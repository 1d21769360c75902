// Long work with rows done of rows in all; one may leave and come back.

export interface JobView {
  title: string
  state: string
  done: number
  total: number | null
  phase: string
  error: string | null
}

const STATE: Record<string, string> = {
  waiting: '排队中',
  running: '进行中',
  done: '已完成',
  failed: '没有办成',
  cancelled: '已取消',
}

export function JobBar({ job }: { job: JobView }) {
  const share = job.state === 'done' ? 100 : job.total ? Math.round((job.done / job.total) * 100) : 0
  return (
    <div>
      <div style={{ display: 'flex', justifyContent: 'space-between', gap: 12 }}>
        <b>{job.title}</b>
        <span className="sub">
          {job.total ? `${job.done.toLocaleString()} / ${job.total.toLocaleString()}` : STATE[job.state]}
        </span>
      </div>
      <div
        className="progress"
        role="progressbar"
        aria-label={job.title}
        aria-valuenow={share}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <i style={{ width: `${share}%` }} />
      </div>
      <p className="xs">
        {job.error ?? (job.phase || STATE[job.state])}
        {job.state === 'running' && '，可以离开'}
      </p>
    </div>
  )
}
