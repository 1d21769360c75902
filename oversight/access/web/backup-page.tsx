// 备份: whether everything could be brought back today, line by line, and what was done last.
import { newId } from '@songhe/basics/ids'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { StateTag, type Tone } from '@songhe/ui/state-tag'
import { WideTable } from '@songhe/ui/wide-table'
import { Button } from 'antd'
import { askBackup, readBackup } from '../contract-backup.ts'

const KIND = { base: '底版', verify: '核验', drill: '试恢复' } as const
const STATE: Record<string, [Tone, string]> = {
  asked: ['sky', '等待开始'],
  running: ['sky', '正在做'],
  done: ['pine', '完成'],
  failed: ['red', '没有做成'],
}
const clock = (instant: string | null) =>
  instant ? new Date(instant).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }) : ''
const megabytes = (bytes: number | null) => (bytes === null ? '' : `${(bytes / 1e6).toFixed(1)} MB`)

export function BackupPage() {
  const state = useRead(readBackup, {}, { every: 5_000 })
  const ask = useWrite(askBackup)
  const may = useMay('backup.ask')
  const busy = state.data?.runs.some((run) => run.state === 'asked' || run.state === 'running')
  const want = (kind: keyof typeof KIND) => ask.mutate({ body: { id: newId(), kind } })
  return (
    <>
      <PageTitle
        title="备份"
        acts={
          may && (
            <>
              <Button disabled={busy} onClick={() => want('verify')}>
                核验
              </Button>
              <Button disabled={busy} onClick={() => want('drill')}>
                试恢复
              </Button>
              <Button type="primary" disabled={busy} onClick={() => want('base')}>
                现在做一份底版
              </Button>
            </>
          )
        }
      >
        {state.data && <StateTag tone={state.data.well ? 'pine' : 'red'}>{state.data.well ? '正常' : '需要处理'}</StateTag>}
        <span className="sub">底版加连续的日志，可以恢复到任何一刻。</span>
      </PageTitle>
      <ProblemNote error={state.error ?? ask.error} />
      <section className="card">
        <WideTable
          rowKey="key"
          dataSource={state.data?.items ?? []}
          loading={state.isPending}
          pagination={false}
          columns={[
            { title: '项目', dataIndex: 'title' },
            {
              title: '现在',
              render: (_, item) =>
                item.well === null ? item.now : <StateTag tone={item.well ? 'pine' : 'red'}>{item.now}</StateTag>,
            },
            { title: '应该', dataIndex: 'should' },
          ]}
        />
      </section>
      <h2 className="section-head">最近做过的</h2>
      <section className="card">
        <WideTable
          rowKey="id"
          dataSource={state.data?.runs ?? []}
          loading={state.isPending}
          pagination={false}
          locale={{ emptyText: '还没有。启动一分钟后会自动做第一份。' }}
          columns={[
            { title: '做什么', render: (_, run) => KIND[run.kind] },
            { title: '结果', render: (_, run) => <StateTag tone={STATE[run.state]![0]}>{STATE[run.state]![1]}</StateTag> },
            { title: '开始', render: (_, run) => clock(run.startedAt) },
            { title: '结束', render: (_, run) => clock(run.finishedAt) },
            { title: '大小', align: 'right', render: (_, run) => megabytes(run.bytes) },
            { title: '谁要求的', render: (_, run) => run.askedBy || '自动' },
            { title: '说明', dataIndex: 'trouble' },
          ]}
        />
      </section>
    </>
  )
}
