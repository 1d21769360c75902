// 数据自查: what must always hold in the data; a number above zero is a fault to report, with its name.
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { WideTable } from '@songhe/ui/wide-table'
import { Button } from 'antd'
import { checkInvariants } from '../contract.ts'

export function InvariantsPage() {
  const found = useRead(checkInvariants, {})
  return (
    <>
      <PageTitle
        title="数据自查"
        acts={
          <Button loading={found.isFetching} onClick={() => void found.refetch()}>
            再查一次
          </Button>
        }
      >
        <span className="sub">这些条件在数据里任何时候都应成立。</span>
      </PageTitle>
      <ProblemNote error={found.error} />
      <section className="card">
        <WideTable
          rowKey="name"
          dataSource={found.data ?? []}
          loading={found.isPending}
          pagination={false}
          columns={[
            { title: '条件', dataIndex: 'title' },
            {
              title: '结果',
              render: (_, row) => (
                <StateTag tone={row.rows === 0 ? 'pine' : 'red'}>{row.rows === 0 ? '成立' : `不成立 ${row.rows} 处`}</StateTag>
              ),
            },
            { title: '代号（报修时说）', dataIndex: 'name' },
          ]}
        />
      </section>
    </>
  )
}
