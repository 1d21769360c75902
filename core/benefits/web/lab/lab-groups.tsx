// Where the change lands: by town, age, sex and ability; each count opens its names.
import { yuan } from '@songhe/basics/money'
import { MoneyChange } from '@songhe/ui/money'
import { OpenNumber } from '@songhe/ui/open-number'
import { WideTable } from '@songhe/ui/wide-table'
import { Segmented, Select } from 'antd'
import { useState } from 'react'
import { DIMENSIONS } from '../../contract-lab.ts'
import type { AskedOfLab } from './lab-names.tsx'
import type { Told } from './scheme-cards.tsx'

type Dimension = keyof typeof DIMENSIONS

export function LabGroups({ told, onNames }: { told: Told; onNames(asked: AskedOfLab): void }) {
  const [dimension, setDimension] = useState<Dimension>('town')
  const [at, setAt] = useState(0)
  const index = Math.min(at, told.schemes.length - 1)
  const scheme = told.schemes[index]
  if (!scheme) return null
  const rows = [...(scheme.groups[dimension] ?? [])]
  if (dimension === 'town') rows.sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || b.after - a.after)
  const names = (kind: 'gain' | 'lose', persons: number, key: string, name: string) =>
    persons > 0 ? (
      <OpenNumber
        label={`${name}${kind === 'gain' ? '增加' : '减少'} ${persons} 人，看名单`}
        onOpen={() =>
          onNames({
            scheme: index,
            kind,
            dimension,
            group: key,
            title: `${scheme.name}：${name}${kind === 'gain' ? '增加' : '减少'}的人`,
          })
        }
      >
        {persons.toLocaleString()}
      </OpenNumber>
    ) : (
      '0'
    )
  return (
    <section className="card">
      <div className="inside panel-head">
        <h2>增减落在哪里</h2>
        <span style={{ flex: 1 }} />
        {told.schemes.length > 1 && (
          <Select
            aria-label="看哪个方案"
            value={index}
            onChange={setAt}
            style={{ minWidth: 120 }}
            options={told.schemes.map(({ name }, i) => ({ value: i, label: name }))}
          />
        )}
        <Segmented<Dimension>
          aria-label="按什么分"
          value={dimension}
          onChange={setDimension}
          options={Object.entries(DIMENSIONS).map(([value, label]) => ({ value: value as Dimension, label: `按${label}` }))}
        />
      </div>
      <WideTable
        rowKey="key"
        dataSource={rows}
        pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: '没有人领取。' }}
        columns={[
          { title: DIMENSIONS[dimension], dataIndex: 'name' },
          { title: '领取（人）', align: 'right', render: (_, row) => row.persons.toLocaleString() },
          { title: '增加（人）', align: 'right', render: (_, row) => names('gain', row.gain, row.key, row.name) },
          { title: '减少（人）', align: 'right', render: (_, row) => names('lose', row.lose, row.key, row.name) },
          { title: '现行（元）', align: 'right', render: (_, row) => yuan(row.before) },
          { title: '方案（元）', align: 'right', render: (_, row) => yuan(row.after) },
          { title: '相差（元）', align: 'right', render: (_, row) => <MoneyChange fen={row.after - row.before} /> },
        ]}
      />
    </section>
  )
}
