// Towns and villages of the district on a day; the system administrator can hand towns over to another district.
import { LinkButton } from '@songhe/ui/link-button'
import { useMay, useMe } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { Button, Input, Table } from 'antd'
import { useState } from 'react'
import { listAreas } from '../contract.ts'
import { TransferForm } from './transfer-form.tsx'

export function AreasPage() {
  const me = useMe()
  const mayTransfer = useMay('areas.transfer')
  const [on, setOn] = useState(me.today)
  const [towns, setTowns] = useState<number[]>([])
  const [transferring, setTransferring] = useState(false)
  const { data, isFetching, error } = useRead(listAreas, { query: { on } })
  const areas = data?.areas ?? []
  const rows = areas
    .filter((area) => area.kind === 'town')
    .map((town) => ({ ...town, villages: areas.filter((area) => area.parent === town.key) }))
  return (
    <>
      <PageTitle
        title="镇街与村社"
        acts={
          <>
            <LinkButton to="/towns/posts">镇街联系人</LinkButton>
            {mayTransfer && (
              <Button disabled={towns.length === 0} onClick={() => setTransferring(true)}>
                划转到另一区县（已选 {towns.length} 个）
              </Button>
            )}
          </>
        }
      >
        <label className="sub">
          按这一天的区划{' '}
          <Input
            type="date"
            value={on}
            onChange={(event) => event.target.value && setOn(event.target.value)}
            style={{ width: 150 }}
          />
        </label>
        <span className="sub">
          {rows.length} 个镇街，{areas.length - rows.length - 1 < 0 ? 0 : areas.length - rows.length - 1} 个村社
        </span>
      </PageTitle>
      <ProblemNote error={error} />
      <section className="card">
        <Table
          size="small"
          loading={isFetching}
          rowKey="key"
          dataSource={rows}
          pagination={false}
          locale={{ emptyText: '这一天没有镇街' }}
          columns={[
            { title: '镇街', dataIndex: 'name', width: 110, render: (name: string) => <b>{name}</b> },
            { title: '村社（个）', align: 'right', width: 96, render: (_cell, row) => row.villages.length },
            {
              title: '村社名称',
              render: (_cell, row) => <span className="sub">{row.villages.map((village) => village.name).join('、')}</span>,
            },
          ]}
          {...(mayTransfer && { rowSelection: { selectedRowKeys: towns, onChange: (keys) => setTowns(keys as number[]) } })}
        />
      </section>
      {transferring && <TransferForm towns={towns} onClose={() => (setTransferring(false), setTowns([]))} />}
    </>
  )
}
