// The people behind a number of a trial, a page at a time; whoever may not see people sees why.
import { ExportButton } from '@songhe/ui/export-button'
import { useMay } from '@songhe/ui/me'
import { Money, MoneyChange } from '@songhe/ui/money'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { WideTable } from '@songhe/ui/wide-table'
import { Link } from '@tanstack/react-router'
import { Drawer } from 'antd'
import { useState } from 'react'
import { labNames } from '../../contract-lab.ts'

export interface AskedOfLab {
  scheme: number
  kind: 'gain' | 'lose' | 'paid'
  title: string
  dimension?: 'town' | 'age' | 'sex' | 'ability'
  group?: string
}

interface Props {
  schemes: string
  months: number
  asked: AskedOfLab | undefined
  onClose(): void
}

export function LabNames({ schemes, months, asked, onClose }: Props) {
  const may = useMay('registry.read')
  return (
    <Drawer open={asked !== undefined} mask={false} size={720} title={asked?.title} onClose={onClose}>
      {asked && !may && <p className="sub">您的岗位不能查看人员，只能看到人数和金额。</p>}
      {asked && may && <Names key={JSON.stringify([schemes, asked])} schemes={schemes} months={months} asked={asked} />}
    </Drawer>
  )
}

function Names({ schemes, months, asked: { title: _title, ...asked } }: Omit<Props, 'onClose'> & { asked: AskedOfLab }) {
  const [page, setPage] = useState(1)
  const query = { schemes, months, ...asked, page, size: 20 }
  const names = useRead(labNames, { query })
  return (
    <>
      <p className="panel-head">
        <span className="sub">
          {months} 个月合计，相差大的在前。查看已记入日志。{names.data?.rows[0]?.note && `${names.data.rows[0].note}。`}
        </span>
        <ExportButton line={labNames} input={{ query }} small />
      </p>
      <ProblemNote error={names.error} />
      <WideTable
        rowKey="person"
        loading={names.isPending}
        dataSource={names.data?.rows ?? []}
        pagination={{ current: page, pageSize: 20, total: names.data?.total ?? 0, onChange: setPage, showSizeChanger: false }}
        columns={[
          { title: '姓名', render: (_, row) => <Link to={`/people/${row.person}` as string}>{row.name}</Link> },
          { title: '镇街', dataIndex: 'town' },
          { title: '出生', dataIndex: 'birth' },
          { title: '现行', align: 'right', render: (_, row) => <Money fen={row.before} /> },
          { title: '方案', align: 'right', render: (_, row) => <Money fen={row.after} /> },
          { title: '相差', align: 'right', render: (_, row) => <MoneyChange fen={row.difference} /> },
        ]}
      />
    </>
  )
}
