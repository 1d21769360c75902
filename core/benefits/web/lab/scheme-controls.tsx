// The left side: which scheme, what it starts from, and every number of its tables within reach.
import type { ReplyOf } from '@songhe/basics/contract'
import { Button, Checkbox, Input, Select } from 'antd'
import type { Scheme, showLab } from '../../contract-lab.ts'
import { CellKnob } from './cell-knob.tsx'
import { changesIn, MOST_SCHEMES, nameOf, newScheme, withCell } from './lab-scheme.ts'
import { PairChoices } from './pair-choices.tsx'

export type Lab = ReplyOf<typeof showLab>

interface Props {
  lab: Lab
  schemes: Scheme[]
  current: Scheme
  onAt(index: number): void
  onSchemes(schemes: Scheme[]): void
  onChange(scheme: Scheme): void
}

export function SchemeControls({ lab, schemes, current, onAt, onSchemes, onChange }: Props) {
  const add = () => {
    onSchemes([...schemes, { ...structuredClone(current), name: nameOf(schemes.length) }])
    onAt(schemes.length)
  }
  const remove = () => {
    onSchemes(schemes.filter((one) => one !== current))
    onAt(0)
  }
  return (
    <section className="card lab-controls" aria-label="调整方案">
      <div className="inside lab-tabs" role="group" aria-label="方案">
        {schemes.map((one, i) => (
          <button key={one.name} type="button" aria-pressed={one === current} onClick={() => onAt(i)}>
            {one.name}
            {changesIn(one) > 0 && <small> {changesIn(one)} 处改动</small>}
          </button>
        ))}
        {schemes.length < MOST_SCHEMES && (
          <Button size="small" onClick={add}>
            再加一个方案
          </Button>
        )}
      </div>
      <div className="inside lab-base">
        <label className="field">
          方案名称
          <Input
            value={current.name}
            maxLength={20}
            onChange={(event) => event.target.value.trim() && onChange({ ...current, name: event.target.value })}
          />
        </label>
        <label className="field">
          从哪里开始
          <Select
            aria-label="从哪里开始"
            value={current.base}
            onChange={(base) => onChange({ ...newScheme(current.name, base) })}
            options={[
              { value: 'published', label: '现行规定' },
              ...(lab.drafts.length > 0
                ? [{ value: 'drafts', label: `所有草稿（${lab.drafts.map(({ title }) => title).join('、')}）` }]
                : []),
              ...lab.regions.map(({ region, name, own }) => ({
                value: region,
                label: own ? `${name}随产品提供的规则` : `另一个区的规则：${name}`,
              })),
            ]}
          />
        </label>
        <div className="lab-acts">
          <Button
            size="small"
            disabled={changesIn(current) === 0}
            onClick={() => onChange(newScheme(current.name, current.base))}
          >
            恢复原样
          </Button>
          {schemes.length > 1 && (
            <Button size="small" onClick={remove}>
              去掉这个方案
            </Button>
          )}
        </div>
      </div>
      {lab.tables.map((table) => (
        <LabTable key={table.pack} table={table} scheme={current} onChange={onChange} />
      ))}
      <PairChoices lab={lab} scheme={current} onChange={onChange} />
    </section>
  )
}

function LabTable({ table, scheme, onChange }: { table: Lab['tables'][number]; scheme: Scheme; onChange(scheme: Scheme): void }) {
  const off = scheme.without.includes(table.pack)
  const dates = scheme.dates.find(({ pack }) => pack === table.pack)
  const without = off ? scheme.without.filter((pack) => pack !== table.pack) : [...scheme.without, table.pack]
  const columns = [...table.outputs, ...table.inputs]
  const knobs = (row: Lab['tables'][number]['rows'][number]) => columns.filter((column) => /\d/.test(row.cells[column]!.text))
  return (
    <details className="inside lab-table" open={table.pack === 'old-age-allowance'}>
      <summary>
        <b>{table.title}</b> {table.example && <span className="state sky">示例</span>}{' '}
        {off && <span className="state amber">这个方案不发</span>}
      </summary>
      <p className="xs">
        {table.document} {table.clause}，第 {table.version || '—'} 版，自 {table.validFrom} 起
      </p>
      {table.rows.map((row) => (
        <fieldset key={row.row} disabled={off}>
          <legend>
            {row.row} {row.unconfirmed && <span className="state amber">金额没有确认</span>}
          </legend>
          {knobs(row).map((column) => {
            const { text: original } = row.cells[column]!
            const moved = scheme.cells.find((one) => one[0] === table.pack && one[1] === row.row && one[2] === column)
            return (
              <CellKnob
                key={column}
                label={column}
                of={`${table.title}${row.row}`}
                original={original}
                text={moved?.[3] ?? original}
                money={table.outputs.includes(column)}
                onText={(text) => onChange(withCell(scheme, [table.pack, row.row, column], text, original))}
              />
            )
          })}
        </fieldset>
      ))}
      <div className="lab-dates">
        <Checkbox checked={off} onChange={() => onChange({ ...scheme, without })}>
          不发这一项
        </Checkbox>
        <label className="xs">
          改动自{' '}
          <Input
            type="date"
            size="small"
            style={{ width: 138 }}
            aria-label={`${table.title}改动自哪天起`}
            value={dates?.from ?? table.validFrom}
            onChange={({ target: { value } }) =>
              onChange({
                ...scheme,
                dates: [
                  ...scheme.dates.filter(({ pack }) => pack !== table.pack),
                  ...(value && value !== table.validFrom ? [{ pack: table.pack, from: value }] : []),
                ],
              })
            }
          />{' '}
          起
        </label>
      </div>
    </details>
  )
}
