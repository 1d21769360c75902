// 调查汇总: who was asked, what is needed and not yet had, what people would pay; every number opens its names.
import { yuan } from '@songhe/basics/money'
import { useListState } from '@songhe/ui/list-state'
import { OpenNumber } from '@songhe/ui/open-number'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { WideTable } from '@songhe/ui/wide-table'
import { useNavigate } from '@tanstack/react-router'
import { surveySummary } from '../contract.ts'
import { AreaPicker } from './area-picker.tsx'

export function SurveysPage() {
  const [state, change] = useListState({ area: undefined as number | undefined })
  const area = state.area ? Number(state.area) : undefined
  const { data, error, isPending } = useRead(surveySummary, { query: { area } })
  const navigate = useNavigate()
  const names = (search: Record<string, string>) => () =>
    void navigate({ to: '/people' as string, search: { ...search, ...(area && { area }) } as never })
  const number = (n: number, label: string, search: Record<string, string>) =>
    n === 0 ? (
      <span className="stone">0</span>
    ) : (
      <OpenNumber onOpen={names(search)} label={`${label}的名单`}>
        {n.toLocaleString('zh-CN')}
      </OpenNumber>
    )
  return (
    <>
      <PageTitle title="需求与消费调查汇总">
        {data && (
          <span>
            在世老人 {data.elders.toLocaleString('zh-CN')} 人，已调查 {number(data.surveyed, '已调查', { surveyed: 'yes' })}{' '}
            人，没有调查 {number(data.elders - data.surveyed, '没有调查', { surveyed: 'no' })} 人
          </span>
        )}
        <AreaPicker label="镇街、村社" value={area} onChange={(key) => change({ area: key })} />
      </PageTitle>
      <ProblemNote error={error} />
      <section className="card" aria-label="各项服务">
        <WideTable
          rowKey="service"
          loading={isPending}
          pagination={false}
          dataSource={data?.services ?? []}
          columns={[
            { title: '服务', dataIndex: 'service', render: (service: string) => <b>{service}</b> },
            ...(
              [
                ['需要（人）', 'need'],
                ['正在使用（人）', 'used'],
                ['需要还没有用上（人）', 'gap'],
              ] as const
            ).map(([title, key]) => ({
              title,
              align: 'right' as const,
              render: (_: unknown, row: { service: string; need: number; used: number; gap: number }) =>
                number(row[key], `${row.service}${title}`, { service: row.service, serviceState: key }),
            })),
          ]}
        />
      </section>
      <section className="card" aria-label="消费" style={{ marginTop: 14 }}>
        <WideTable
          rowKey="kind"
          loading={isPending}
          pagination={false}
          dataSource={data?.medians ?? []}
          columns={[
            { title: '每月金额', dataIndex: 'title', render: (title: string) => <b>{title}</b> },
            { title: '回答（人）', dataIndex: 'answers', align: 'right' },
            {
              title: '中位数（元）',
              dataIndex: 'fen',
              align: 'right',
              render: (fen: number | null) => (fen === null ? <span className="stone">没有人回答</span> : yuan(fen)),
            },
          ]}
        />
      </section>
      <p className="sub" style={{ marginTop: 10 }}>
        每位老人按最近一次调查计算；去世、迁出的不计。
      </p>
    </>
  )
}
