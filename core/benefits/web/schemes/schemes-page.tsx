// 新旧方案比较: what all open drafts together would cost, programme by programme, before anybody signs.
import { WideTable } from '@songhe/ui/wide-table'
import { yuan } from '@songhe/basics/money'
import { MoneyChange } from '@songhe/ui/money'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { compareSchemes } from '../../contract-schemes.ts'

export function SchemesPage() {
  const told = useRead(compareSchemes, {})
  const data = told.data
  return (
    <>
      <PageTitle title="新旧方案比较" acts={<Link to={'/policy' as string}>政策</Link>}>
        <span className="sub">所有草稿一起，按现有名册和互斥规定试算一个月；不发钱，不改数据。</span>
      </PageTitle>
      <ProblemNote error={told.error} />
      {told.isPending && <Skeleton active />}
      {data && data.drafts.length === 0 && (
        <p className="card inside">现在没有草稿，新旧相同。请先在“政策”里修改一张表，保存成草稿。</p>
      )}
      {data && (
        <>
          <section className="card inside" style={{ marginBottom: 14, display: 'flex', gap: '8px 36px', flexWrap: 'wrap' }}>
            {data.drafts.length > 0 && <span>草稿：{data.drafts.map((one) => one.title).join('、')}</span>}
            <span>
              每月 <b>{yuan(data.before.fen)}</b> 元 → <b>{yuan(data.after.fen)}</b> 元，相差{' '}
              <MoneyChange fen={data.after.fen - data.before.fen} />
            </span>
            <span>
              一年约差 <MoneyChange fen={(data.after.fen - data.before.fen) * 12} />
            </span>
            <span>
              {data.gain.persons.toLocaleString()} 人增加，{data.lose.persons.toLocaleString()} 人减少
            </span>
          </section>
          <section className="card">
            <WideTable
              size="small"
              rowKey="programme"
              dataSource={data.programmes}
              pagination={false}
              columns={[
                { title: '项目', dataIndex: 'title' },
                { title: '现在人数', align: 'right', render: (_, row) => row.before.persons.toLocaleString() },
                { title: '现在每月（元）', align: 'right', render: (_, row) => yuan(row.before.fen) },
                { title: '草稿人数', align: 'right', render: (_, row) => row.after.persons.toLocaleString() },
                { title: '草稿每月（元）', align: 'right', render: (_, row) => <b>{yuan(row.after.fen)}</b> },
                { title: '相差（元）', align: 'right', render: (_, row) => <MoneyChange fen={row.after.fen - row.before.fen} /> },
              ]}
            />
          </section>
        </>
      )}
    </>
  )
}
