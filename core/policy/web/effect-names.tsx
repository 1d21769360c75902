// The people behind a number of a rule table: under one row, or who gains or loses by the draft.
import { Money } from '@songhe/ui/money'
import { useRead } from '@songhe/ui/query'
import { WideTable } from '@songhe/ui/wide-table'
import { Link } from '@tanstack/react-router'
import { Drawer } from 'antd'
import { useState } from 'react'
import { effectNames } from '../contract.ts'

export interface AskedNames {
  kind: 'gain' | 'lose' | 'row'
  title: string
  town?: number | undefined
  row?: string
}

export function EffectNames({ pack, asked, onClose }: { pack: string; asked: AskedNames | undefined; onClose(): void }) {
  return (
    <Drawer open={asked !== undefined} mask={false} size={648} title={asked?.title} onClose={onClose}>
      {asked && <Names key={JSON.stringify(asked)} pack={pack} asked={asked} />}
    </Drawer>
  )
}

function Names({ pack, asked: { kind, town, row } }: { pack: string; asked: AskedNames }) {
  const [page, setPage] = useState(1)
  const names = useRead(effectNames, {
    params: { pack },
    query: { kind, ...(town !== undefined && { town }), ...(row !== undefined && { row }), page, size: 20 },
  })
  return (
    <WideTable
      size="small"
      rowKey="person"
      loading={names.isPending}
      dataSource={names.data?.rows ?? []}
      pagination={{ current: page, pageSize: 20, total: names.data?.total ?? 0, onChange: setPage, showSizeChanger: false }}
      columns={[
        { title: '姓名', render: (_, row) => <Link to={`/people/${row.person}` as string}>{row.name}</Link> },
        { title: '镇街', dataIndex: 'town' },
        { title: '出生', dataIndex: 'birth' },
        { title: '现在', align: 'right', render: (_, row) => <Money fen={row.before} /> },
        { title: '草稿', align: 'right', render: (_, row) => <Money fen={row.after} /> },
      ]}
    />
  )
}
