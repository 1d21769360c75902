// What the draft changes for people on today's roll: gain, lose, unchanged, by town; every number opens its names.
import { Money, MoneyChange } from '@songhe/ui/money'
import { OpenNumber } from '@songhe/ui/open-number'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { Link } from '@tanstack/react-router'
import { WideTable } from '@songhe/ui/wide-table'
import { Drawer } from 'antd'
import { useState } from 'react'
import { effectNames, effectOfDraft } from '../contract.ts'

interface Asked {
  kind: 'gain' | 'lose'
  town?: number | undefined
}

export function PackEffect({ pack }: { pack: string }) {
  const [asked, setAsked] = useState<Asked>()
  const effect = useRead(effectOfDraft, { params: { pack } })
  if (!effect.data) return effect.error ? <ProblemNote error={effect.error} /> : <p className="sub">正在按现有名册试算…</p>
  const { gain, lose, same, towns, on, people, milliseconds } = effect.data
  const count = (kind: Asked['kind'], people: number, town?: number) =>
    people ? <OpenNumber onOpen={() => setAsked({ kind, town })}>{people}</OpenNumber> : '0'
  return (
    <section className="card">
      <div className="inside">
        <b>对现有名册的影响</b>{' '}
        <span className="sub">
          {on} 名册 {people} 人，按现有事实试算 {(milliseconds / 1000).toFixed(1)} 秒
        </span>
        <p>
          增加 {count('gain', gain.people)} 人 <MoneyChange fen={gain.fen} />
          　减少 {count('lose', lose.people)} 人 <MoneyChange fen={lose.fen} />
          　不变 {same.people} 人　每月净增{' '}
          <b>
            <MoneyChange fen={gain.fen + lose.fen} />
          </b>{' '}
          元
        </p>
      </div>
      <WideTable
        size="small"
        rowKey="town"
        dataSource={towns}
        pagination={{ pageSize: 8, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: '没有人受影响。' }}
        columns={[
          { title: '镇街', dataIndex: 'name' },
          { title: '增加', align: 'right', render: (_, row) => count('gain', row.gain, row.town) },
          { title: '减少', align: 'right', render: (_, row) => count('lose', row.lose, row.town) },
          { title: '净增（元）', align: 'right', render: (_, row) => <MoneyChange fen={row.fen} /> },
        ]}
      />
      <Drawer
        open={asked !== undefined}
        mask={false}
        size={648}
        title={asked?.kind === 'gain' ? '增加的人' : '减少的人'}
        onClose={() => setAsked(undefined)}
      >
        {asked && <Names pack={pack} asked={asked} />}
      </Drawer>
    </section>
  )
}

function Names({ pack, asked }: { pack: string; asked: Asked }) {
  const [page, setPage] = useState(1)
  const names = useRead(effectNames, {
    params: { pack },
    query: { kind: asked.kind, ...(asked.town !== undefined && { town: asked.town }), page, size: 20 },
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
