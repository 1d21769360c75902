// Planned sums beside planned growth, each said in a sentence; the name opens its lines.
import type { ReplyOf } from '@songhe/basics/contract'
import { ActButton } from '@songhe/ui/act-button'
import { Card } from '@songhe/facilities/web-door'
import { useMay } from '@songhe/ui/me'
import { OpenNumber } from '@songhe/ui/open-number'
import { useRead } from '@songhe/ui/query'
import { StateTag, type Tone } from '@songhe/ui/state-tag'
import { listTallies, setTally, TALLY_VERDICTS } from '../../contract/projects.ts'

type Tally = ReplyOf<typeof listTallies>['rows'][number]
const TONES: Record<Tally['verdict'], Tone> = {
  fits: 'pine',
  'over-growth': 'amber',
  'under-growth': 'sky',
  open: 'amber',
  'no-base': 'stone',
  'units-differ': 'red',
}

export function TalliesCard({ onOpen }: { onOpen(name: string): void }) {
  const { data } = useRead(listTallies, {})
  const may = useMay('projects.write')
  if (!data || (data.rows.length === 0 && !may)) return null
  return (
    <div style={{ marginBottom: 12 }}>
      <Card title="合计与计划增长" act={may && <Set />}>
        {data.rows.length === 0 && <p className="sub">项目表里没有归入合计的行。</p>}
        <ul>
          {data.rows.map((row) => (
            <li key={row.name} style={{ display: 'flex', gap: 10, flexWrap: 'wrap', padding: '4px 0', alignItems: 'baseline' }}>
              <OpenNumber label={`${row.name}的 ${row.lines} 行`} onOpen={() => onOpen(row.name)}>
                {row.name}
              </OpenNumber>
              <StateTag tone={TONES[row.verdict]}>{TALLY_VERDICTS[row.verdict]}</StateTag>
              <span>{row.said}</span>
              {row.baseGround && (
                <span className="xs">
                  基数见 {row.baseGround}
                  {row.targetGround && `，目标见 ${row.targetGround}`}
                </span>
              )}
            </li>
          ))}
        </ul>
      </Card>
    </div>
  )
}

function Set() {
  return (
    <ActButton
      line={setTally}
      button="登记基数和目标"
      small
      fields={[
        { name: 'name', label: '合计名称', required: true, note: '与项目表“归入合计”一致。' },
        { name: 'unit', label: '单位', required: true },
        { name: 'base', label: '基数', kind: 'number', required: true },
        { name: 'baseGround', label: '基数出处', required: true },
        { name: 'target', label: '目标数', kind: 'number', note: '文件没有写的不填。' },
        { name: 'targetGround', label: '目标出处' },
      ]}
      input={({ target, targetGround = '', ...values }, id) => ({
        body: { id, ...values, targetGround, ...(target !== undefined && target !== null && { target }) } as never,
      })}
    />
  )
}
