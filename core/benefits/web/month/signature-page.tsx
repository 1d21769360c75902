// The A4 list with a signature column: one town at a time, its title and heads on every page, no row cut, totals and the three signatures at the end.
import { call } from '@songhe/ui/call'
import { useMe } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { useParams } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useEffect, useState } from 'react'
import { listTowns } from '../../contract-desk.ts'
import { listLines, showRun } from '../../contract-month.ts'
import { monthTitle } from './month-words.ts'
import type { LineRow } from './run-lines.tsx'
import { SignatureTable } from './signature-table.tsx'

const ALL = 0
/** More than this is printed town by town. */
const MOST = 2_000

export function SignaturePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const me = useMe()
  const run = useRead(showRun, { params: { id } })
  const towns = useRead(listTowns, {})
  const [town, setTown] = useState(ALL)
  const { rows, total, error } = useAllLines(id, town)
  if (!run.data) return <ProblemNote error={run.error} />
  const place = towns.data?.rows.find((one) => one.key === town)?.name ?? ''
  const whole = rows !== undefined && rows.length === total
  return (
    <>
      <PageTitle
        title={`${monthTitle(run.data.month)}养老待遇发放花名册`}
        acts={
          <>
            <Select
              aria-label="镇街"
              showSearch
              optionFilterProp="label"
              style={{ minWidth: 150 }}
              value={town}
              onChange={setTown}
              options={[
                { value: ALL, label: '全部镇街' },
                ...(towns.data?.rows ?? []).map((one) => ({ value: one.key, label: one.name })),
              ]}
            />
            <Button type="primary" disabled={!whole || rows.length === 0} onClick={() => print()}>
              打印
            </Button>
          </>
        }
      >
        <span className="sub">
          {rows === undefined ? `正在读取…` : `${place || '全区县'} ${rows.length.toLocaleString()} 笔`}
          {run.data.packs.some((pack) => pack.example) && '，含示例金额，不得作为真实发放依据'}
        </span>
      </PageTitle>
      <ProblemNote error={run.error ?? towns.error ?? error} />
      {total > MOST && <p className="problem">全区县有 {total.toLocaleString()} 笔，请选一个镇街再打印。</p>}
      {whole && (
        <SignatureTable
          title={`${me.district.office}${monthTitle(run.data.month)}养老待遇发放花名册`}
          place={place || '全区县'}
          example={run.data.packs.some((pack) => pack.example)}
          rows={rows}
        />
      )}
    </>
  )
}

/** Every line of the choice, page after page; nothing is printed before all are here. */
function useAllLines(run: string, town: number): { rows: LineRow[] | undefined; total: number; error: unknown } {
  const [read, setRead] = useState<{ town: number; rows: LineRow[] | undefined; total: number; error: unknown }>()
  useEffect(() => {
    let asked = true
    const step = async () => {
      const rows: LineRow[] = []
      for (let page = 1; asked; page++) {
        const part = await call(listLines, { params: { id: run }, query: { page, size: 200, ...(town && { town }) } })
        rows.push(...part.rows)
        if (part.total > MOST || rows.length >= part.total || part.rows.length === 0)
          return asked && setRead({ town, rows: part.total > MOST ? undefined : rows, total: part.total, error: undefined })
      }
    }
    step().catch((error: unknown) => asked && setRead({ town, rows: undefined, total: 0, error }))
    return () => void (asked = false)
  }, [run, town])
  return read?.town === town ? read : { rows: undefined, total: 0, error: undefined }
}
