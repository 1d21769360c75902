// What a rating standard says beside its rows: points of each section, and figures (validity, days of notice) with where each comes from.
import type { ReplyOf } from '@songhe/basics/contract'
import { Citation } from '@songhe/ui/citation'
import { StateTag } from '@songhe/ui/state-tag'
import type { showPack } from '../contract.ts'
import { ConfirmAmount } from './confirm-amount.tsx'

type Shown = ReplyOf<typeof showPack>

export function PackParts({ table, editable }: { table: Shown; editable: boolean }) {
  const full = table.sections.reduce((sum, { value }) => sum + (value ?? 0), 0)
  if (table.sections.length + table.terms.length === 0) return null
  return (
    <section className="card" aria-label="评分部分和期限">
      <div className="inside">
        <b>评分部分</b> <span className="sub">满分 {full} 分</span>
        <ul>
          {[...table.sections, ...table.terms].map((part) => (
            <li
              key={part.id}
              style={{
                display: 'flex',
                gap: 10,
                padding: '4px 0',
                alignItems: 'center',
                flexWrap: 'wrap',
                borderTop: '1px solid var(--line-soft)',
              }}
            >
              <span style={{ minWidth: 96 }}>{part.title}</span>
              <b>
                {part.value ?? '没有写'} {part.value !== null && part.unit}
              </b>
              {part.status === 'unconfirmed' && <StateTag tone="amber">未确认</StateTag>}
              {part.status === 'example' && <StateTag tone="amber">示例</StateTag>}
              {part.status === 'unconfirmed' && editable && (
                <ConfirmAmount
                  pack={table.pack}
                  row={part.id}
                  column={part.title}
                  value={String(part.value ?? '')}
                  figure={part}
                />
              )}
              <span style={{ marginLeft: 'auto' }}>
                {part.status === 'printed' ? (
                  <Citation document={part.document} clause={part.clause} />
                ) : (
                  <span className="xs">{part.decision}</span>
                )}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
