// Conditions once, published and draft side by side; only changed cells are sky; every row has its citation or says that no document prints it.
import { WideTable } from '@songhe/ui/wide-table'
import type { ReplyOf } from '@songhe/basics/contract'
import { Citation } from '@songhe/ui/citation'
import { OpenNumber } from '@songhe/ui/open-number'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Input } from 'antd'
import { useState } from 'react'
import { ConfirmAmount } from './confirm-amount.tsx'
import { effectOfDraft, type showPack } from '../contract.ts'
import { type AskedNames, EffectNames } from './effect-names.tsx'

type Shown = ReplyOf<typeof showPack>
type Row = Shown['rows'][number]
type Cell = Row['when'][string]
interface Props {
  table: Shown
  editable: boolean
  onEdit(row: string, column: string, value: string): void
}

const SKY = '#E6F0FA'

/** In narrow letters; a Chinese one is two wide. */
const widthOf = (text: string) =>
  Math.max(
    6,
    [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 2 : 1), 0),
  )

export function PackTable({ table, editable, onEdit }: Props) {
  const { published, draft } = table
  const [asked, setAsked] = useState<AskedNames>()
  const cell = (row: Row, column: string, value: Cell | undefined, mono: boolean) => ({
    style: { background: value?.changed ? SKY : undefined },
    children: (
      <EditableCell
        text={(draft ? value?.draft : value?.published) ?? ''}
        mono={mono}
        editable={editable}
        label={`${row.row} ${column}`}
        onEdit={(text) => onEdit(row.row, column, text)}
      />
    ),
  })
  const outputs = table.outputs.flatMap((output) => [
    ...(published && draft
      ? [
          {
            title: `第${published.version}版 ${output}`,
            key: `old-${output}`,
            render: (_: unknown, row: Row) => row.then[output]?.published ?? '无此行',
          },
        ]
      : []),
    {
      title: `第${(draft ?? published)?.version ?? ''}版 ${output}`,
      key: output,
      onCell: (row: Row) => ({ style: cell(row, output, row.then[output], false).style }),
      render: (_: unknown, row: Row) => (
        <>
          {cell(row, output, row.then[output], false).children}
          <AmountNote amount={row.amount} />
          {editable && row.amount.status === 'unconfirmed' && (
            <ConfirmAmount
              pack={table.pack}
              row={row.row}
              column={output}
              value={(draft ? row.then[output]?.draft : row.then[output]?.published) ?? ''}
            />
          )}
        </>
      ),
    },
  ])
  return (
    <section className="card">
      <div className="inside">
        <b>{table.title}</b>{' '}
        {published && (
          <StateTag tone="pine">
            第{published.version}版 已发布，{published.validFrom} 起
          </StateTag>
        )}{' '}
        {draft && (
          <StateTag tone="sky">
            第{draft.version}版 {draft.state === 'submitted' ? '待发布' : '草稿'}，拟 {draft.validFrom} 起
          </StateTag>
        )}
      </div>
      <WideTable<Row>
        size="small"
        rowKey="row"
        pagination={false}
        dataSource={table.rows}
        columns={[
          { title: '行', dataIndex: 'row' },
          ...table.inputs.map(({ column }) => ({
            title: column,
            key: column,
            onCell: (row: Row) => ({ style: cell(row, column, row.when[column], true).style }),
            render: (_: unknown, row: Row) => cell(row, column, row.when[column], true).children,
          })),
          ...outputs,
          { title: '依据', render: (_, row) => <Citation document={row.document} clause={row.clause} /> },
          ...(table.kind === 'allowance'
            ? [
                {
                  title: '名册（人）',
                  align: 'right' as const,
                  render: (_: unknown, row: Row) => <PeopleUnder pack={table.pack} row={row.row} onOpen={setAsked} />,
                },
              ]
            : []),
        ]}
      />
      <EffectNames pack={table.pack} asked={asked} onClose={() => setAsked(undefined)} />
    </section>
  )
}

/** How many of today's roll stand under the row; counted after the table is on the screen. */
function PeopleUnder({ pack, row, onOpen }: { pack: string; row: string; onOpen(asked: AskedNames): void }) {
  const effect = useRead(effectOfDraft, { params: { pack } })
  const people = effect.data?.rows.find((one) => one.row === row)?.people
  if (!people) return <span className="stone">{people === undefined ? '…' : '0'}</span>
  return <OpenNumber onOpen={() => onOpen({ kind: 'row', row, title: `“${row}”行下的人` })}>{people.toLocaleString()}</OpenNumber>
}

function AmountNote({ amount }: { amount: Row['amount'] }) {
  if (amount.status === 'unconfirmed') return <StateTag tone="amber">未确认</StateTag>
  if (amount.status === 'example') return <StateTag tone="amber">示例</StateTag>
  return amount.decidedBy ? (
    <span className="sub">
      {' '}
      {amount.decidedBy} {amount.decidedOn}
    </span>
  ) : null
}

function EditableCell({
  text,
  mono,
  editable,
  label,
  onEdit,
}: {
  text: string
  mono: boolean
  editable: boolean
  label: string
  onEdit(text: string): void
}) {
  const [typed, setTyped] = useState<string>()
  const keep = () => {
    if (typed !== undefined && typed !== text) onEdit(typed)
    setTyped(undefined)
  }
  const style = mono ? { fontFamily: 'monospace' } : {}
  if (!editable) return <span style={style}>{text || '—'}</span>
  return (
    <Input
      variant="borderless"
      aria-label={label}
      style={{ ...style, width: `calc(${widthOf(typed ?? text)}ch + 8px)`, padding: 0 }}
      value={typed ?? text}
      placeholder="—"
      onChange={(event) => setTyped(event.target.value)}
      onBlur={keep}
      onPressEnter={keep}
      onKeyDown={(event) => event.key === 'Escape' && setTyped(undefined)}
    />
  )
}
