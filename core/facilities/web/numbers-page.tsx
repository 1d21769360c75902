// 文件里的数字: printed as they are, beside what the register counts today.
import type { ReplyOf } from '@songhe/basics/contract'
import { Citation } from '@songhe/ui/citation'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { Link } from '@tanstack/react-router'
import { Checkbox, type TableColumnsType } from 'antd'
import { confirmObservation, listObservations, ROLE_LABELS } from '../contract/observations.ts'
import { ActButton } from '@songhe/ui/act-button'
import { Places } from './places.tsx'

type Row = ReplyOf<typeof listObservations>['rows'][number]
const START = { page: 1, size: 20, facilitiesOnly: undefined as string | undefined, open: undefined as string | undefined }

/** The comparison in words; a bare number is printed bare. */
const COMPARED: Record<string, string> = {
  '>=': '不低于 ',
  '<=': '不超过 ',
  '>': '高于 ',
  '<': '低于 ',
  '~': '约 ',
  basically_full: '基本全',
  widely: '普遍',
  done: '完成',
}

function said({ operator, printed, quantityMax, unit }: Row): string {
  if (operator === 'between') return `${printed} 至 ${quantityMax ?? ''}${unit}`
  return `${COMPARED[operator] ?? ''}${printed}${unit}`
}

export function NumbersPage() {
  const [state, change] = useListState(START)
  const { data, isFetching, error } = useRead(listObservations, { query: state as never })
  const may = useMay('facilities.figures')
  const columns: TableColumnsType<Row> = [
    {
      title: '事项',
      dataIndex: 'subject',
      render: (subject: string, row) => (
        <>
          <b>{subject}</b>
          {row.kinds.length > 0 && <div className="xs">台账类别：{row.kinds.join('、')}</div>}
        </>
      ),
    },
    {
      title: '文件印的数',
      align: 'right',
      render: (_: unknown, row) => said(row),
    },
    { title: '时点', dataIndex: 'dated' },
    {
      title: '性质',
      render: (_: unknown, row) =>
        row.role !== 'stock-or-plan' ? (
          ROLE_LABELS[row.role]
        ) : row.confirmedRole ? (
          `${ROLE_LABELS[row.confirmedRole]}（${row.confirmedBy} 确认）`
        ) : may ? (
          <Confirm row={row} />
        ) : (
          <span className="amber">文件没有写明</span>
        ),
    },
    { title: '台账现有', dataIndex: 'counted', align: 'right', render: (count: number | null) => (count === null ? '' : count) },
    {
      title: '其中已改造提升',
      dataIndex: 'upgraded',
      align: 'right',
      render: (count: number | null) => (count === null ? '' : count),
    },
    { title: '依据', render: (_: unknown, row) => <Citation document={row.documentTitle} clause={row.clause} /> },
  ]
  return (
    <>
      <PageTitle title="文件里的数字" acts={<Link to={'/imports' as never}>导入</Link>}>
        <span className="sub">文件印的数原样保存，不改；台账的数由设施逐处数出。</span>
      </PageTitle>
      <Places at="/facilities/numbers" />
      <ListPage<Row>
        columns={columns}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="id"
        loading={isFetching}
        error={error}
        sheet={{ line: listObservations, input: { query: state } }}
        empty="还没有导入文件里的数字。"
        onPage={(page, size) => change({ page, size })}
        filters={
          <>
            <Checkbox
              checked={Boolean(state.facilitiesOnly)}
              onChange={(event) => change({ facilitiesOnly: event.target.checked ? 'true' : undefined })}
            >
              只看设施
            </Checkbox>
            <Checkbox
              checked={Boolean(state.open)}
              onChange={(event) => change({ open: event.target.checked ? 'true' : undefined })}
            >
              待确认现状还是目标
            </Checkbox>
          </>
        }
      />
    </>
  )
}

function Confirm({ row }: { row: Row }) {
  return (
    <ActButton
      line={confirmObservation}
      button="确认"
      small
      title={`“${row.subject} ${row.printed}${row.unit}”是现状还是目标`}
      fields={[
        {
          name: 'role',
          label: '性质',
          kind: 'select',
          required: true,
          options: [
            { value: 'stock', label: '现状' },
            { value: 'plan', label: '目标' },
          ],
        },
        { name: 'reason', label: '依据', kind: 'long', required: true },
      ]}
      input={({ role, reason }, id) => ({ params: { id: row.id }, body: { id, role, reason } })}
    />
  )
}
