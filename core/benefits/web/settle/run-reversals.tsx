// On the page of a run: its counter-entries, so that whoever reads the run sees what of it no longer stands.
import { yuan } from '@songhe/basics/money'
import { useRead } from '@songhe/ui/query'
import { WideTable } from '@songhe/ui/wide-table'
import { listReversals, type ReversalRow } from '../../contract-settle.ts'
import { reversalColumns } from './reversal-rows.tsx'

export function RunReversals({ run }: { run: { id: string; state: string } }) {
  const approved = ['approved', 'sent', 'settled'].includes(run.state)
  const list = useRead(listReversals, { query: { run: run.id, page: 1, size: 200 } }, { enabled: approved })
  const rows = list.data?.rows ?? []
  if (rows.length === 0) return null
  const sum = rows.filter((row) => row.state === 'approved').reduce((total, row) => total + row.fen, 0)
  const open = rows.filter((row) => row.state === 'proposed').length
  return (
    <section className="card" style={{ marginBottom: 14 }}>
      <h2>
        冲销{' '}
        <span className="sub">
          已冲销 {yuan(sum)} 元{open > 0 && `，待复核 ${open} 笔`}
        </span>
      </h2>
      <WideTable<ReversalRow> columns={reversalColumns} dataSource={rows} rowKey="id" pagination={false} />
    </section>
  )
}
