// Every payable line with its rule row and clause; 为什么 opens the whole chain beside the list.
import type { ReplyOf } from '@songhe/basics/contract'
import { yuan } from '@songhe/basics/money'
import { Citation } from '@songhe/ui/citation'
import { ListPage } from '@songhe/ui/list-page'
import { MoneyChange } from '@songhe/ui/money'
import { useMay } from '@songhe/ui/me'
import { useRead, useWrite } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Link } from '@tanstack/react-router'
import { Button, Select, type TableColumnsType } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { listLines, reissueLines } from '../../contract-month.ts'
import { LINE_TONES } from './month-words.ts'
import type { RunView } from './run-steps.tsx'

/** Loaded when a line is opened for its counter-entry. */
const ReverseForm = lazy(() => import('../settle/reverse-form.tsx').then((part) => ({ default: part.ReverseForm })))

export type LineRow = ReplyOf<typeof listLines>['rows'][number]

interface Props {
  run: RunView
  reason: string | undefined
  onReason(reason: string | undefined): void
  onExplain(line: LineRow): void
}

export function RunLines({ run, reason, onReason, onExplain }: Props) {
  const [page, setPage] = useState(1)
  const [programme, setProgramme] = useState<string>()
  const [state, setState] = useState<string>()
  const [changed, setChanged] = useState(run.previous !== null)
  const input = {
    params: { id: run.id },
    query: {
      page,
      size: 20,
      ...(programme && { programme }),
      ...(state && { state }),
      ...(reason && { reason }),
      ...(changed && { changed: 'true' as never }),
    },
  }
  const lines = useRead(listLines, input)
  const mayPay = useMay('benefits.pay')
  const mayReverse = useMay('benefits.run') && ['approved', 'sent', 'settled'].includes(run.state)
  const [opened, setOpened] = useState<LineRow>()
  const reissue = useWrite(reissueLines)
  const columns: TableColumnsType<LineRow> = [
    {
      title: '姓名',
      dataIndex: 'name',
      render: (name: string, row) => (
        <Link to={`/people/${row.person}`}>
          <b>{name}</b>
        </Link>
      ),
    },
    { title: '身份证', dataIndex: 'citizenId' },
    { title: '镇街、村居', dataIndex: 'place' },
    { title: '项目', dataIndex: 'title' },
    { title: '规则行', render: (_, row) => (row.version > 0 ? `第${row.version}版 ${row.row}` : row.forMonth) },
    { title: '依据', render: (_, row) => row.document && <Citation document={row.document} clause={row.clause} /> },
    { title: '金额（元）', dataIndex: 'fen', align: 'right', render: (fen: number) => <b className="num">{yuan(fen)}</b> },
    {
      title: '比上月',
      dataIndex: 'changeFen',
      align: 'right',
      render: (fen: number | null) => fen !== null && <MoneyChange fen={fen} />,
    },
    { title: '原因', dataIndex: 'reason' },
    {
      title: '状态',
      dataIndex: 'state',
      render: (value: string, row) => (
        <span title={row.stateReason}>
          <StateTag tone={LINE_TONES[value] ?? 'stone'}>{row.stateTitle}</StateTag>
        </span>
      ),
    },
    {
      title: '',
      render: (_, row) => (
        <>
          {row.kind === 'month' && (
            <Button type="link" size="small" onClick={() => onExplain(row)}>
              为什么
            </Button>
          )}
          {row.reversing && <span className="xs">冲销待复核</span>}
          {mayReverse && !row.reversing && REVERSIBLE.includes(row.state) && row.kind !== 'recovery' && row.fen > 0 && (
            <Button type="link" size="small" onClick={() => setOpened(row)}>
              冲销
            </Button>
          )}
          {row.state === 'returned' && mayPay && (
            <Button
              size="small"
              title="账户更正以后，放进下一个银行文件"
              onClick={() => reissue.mutate({ params: { id: run.id }, body: { persons: [row.person] } })}
            >
              重发
            </Button>
          )}
        </>
      ),
    },
  ]
  const programmes = run.programmes.filter((one) => one.programme).map((one) => ({ value: one.programme, label: one.title }))
  const back =
    <T,>(set: (value: T) => void) =>
    (value: T) => (setPage(1), set(value))
  return (
    <>
      {opened && (
        <Suspense fallback={null}>
          <ReverseForm run={run.id} line={opened} onClose={() => setOpened(undefined)} />
        </Suspense>
      )}
      <ListPage
        columns={columns}
        rows={lines.data?.rows.map((row) => ({ ...row, key: `${row.person}${row.programme}${row.kind}${row.forMonth}` }))}
        rowKey={'key' as never}
        total={lines.data?.total ?? 0}
        page={page}
        size={20}
        loading={lines.isPending}
        error={lines.error ?? reissue.error}
        sheet={{ line: listLines, input }}
        empty="没有符合条件的明细"
        onPage={setPage}
        filters={
          <>
            <b>发放明细</b>
            <Button type={changed ? 'default' : 'text'} aria-pressed={changed} onClick={() => back(setChanged)(true)}>
              有变化
            </Button>
            <Button type={changed ? 'text' : 'default'} aria-pressed={!changed} onClick={() => back(setChanged)(false)}>
              全部
            </Button>
            {reason && <Button onClick={() => onReason(undefined)}>只看：{reason} ×</Button>}
            <Select
              aria-label="项目"
              placeholder="全部项目"
              allowClear
              value={programme}
              options={programmes}
              onChange={back(setProgramme)}
              style={{ minWidth: 160, marginLeft: 'auto' }}
            />
            <Select
              aria-label="状态"
              placeholder="全部状态"
              allowClear
              value={state}
              options={run.states.map((one) => ({ value: one.state, label: `${one.title} ${one.lines}` }))}
              onChange={back(setState)}
              style={{ minWidth: 130 }}
            />
          </>
        }
      />
    </>
  )
}

/** Approved and not yet out of the office: put right by a counter-entry. */
const REVERSIBLE = ['due', 'held', 'returned', 'reissued']
