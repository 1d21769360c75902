// 小区配建: the four steps of new housing areas with what blocks them, and how the gaps of old ones are closed.
import { AreaField, AreaPicker } from '@songhe/registry/web-door'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay, useMe } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Select, type TableColumnsType } from 'antd'
import {
  type EstateRow,
  GAP_WAYS,
  LINE_LABELS,
  listEstates,
  planGap,
  recordStep,
  registerEstate,
  STEP_LABELS,
  STEPS,
} from '../contract/estates.ts'
import { ActButton, optionsOf } from '@songhe/ui/act-button'
import { Places } from './places.tsx'
import { Share } from './words.tsx'

const START = { page: 1, size: 20, age: 'all', show: 'all', area: undefined as number | undefined }

export function EstatesPage() {
  const [state, change] = useListState(START)
  const { data, isFetching, error } = useRead(listEstates, { query: state as never })
  const may = useMay('facilities.premises')
  const columns: TableColumnsType<EstateRow> = [
    {
      title: '小区',
      dataIndex: 'name',
      render: (name: string, row) => (
        <>
          <b>{name}</b>
          <div className="xs">
            {row.place}，{row.households} 户，{LINE_LABELS[row.line]}
          </div>
        </>
      ),
    },
    {
      title: '应配',
      dataIndex: 'required',
      align: 'right',
      render: (area: number, row) => (
        <>
          {area} ㎡<div className="xs">{row.requiredGround}</div>
        </>
      ),
    },
    {
      title: '已配',
      dataIndex: 'built',
      align: 'right',
      render: (area: number | null) => (area === null ? '没有登记' : `${area} ㎡`),
    },
    {
      title: '缺口',
      dataIndex: 'gap',
      align: 'right',
      render: (gap: number) => (gap > 0 ? <b className="amber">{gap} ㎡</b> : '无'),
    },
    { title: '四同步', render: (_: unknown, row) => <Steps row={row} /> },
    {
      title: '补足',
      render: (_: unknown, row) =>
        row.gapWay && `${GAP_WAYS[row.gapWay]}，${row.gapClosedOn ? `${row.gapClosedOn} 已补足` : `${row.gapDue} 前`}`,
    },
    { title: '', render: (_: unknown, row) => may && <Acts row={row} /> },
  ]
  return (
    <>
      <PageTitle title="小区配建" acts={may && <Register />}>
        {data && (
          <span className="sub">
            新建小区达标 <Share {...data.share} />
            ；共缺 {data.missing} 平方米
          </span>
        )}
      </PageTitle>
      <Places at="/facilities/estates" />
      <ListPage<EstateRow>
        columns={columns}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="id"
        loading={isFetching}
        error={error}
        sheet={{ line: listEstates, input: { query: state } }}
        empty="没有符合条件的小区。"
        onPage={(page, size) => change({ page, size })}
        filters={
          <>
            <Select
              aria-label="新旧"
              value={state.age}
              onChange={(age) => change({ age })}
              options={[
                { value: 'all', label: '新旧都看' },
                { value: 'new', label: '新建' },
                { value: 'old', label: '已建成' },
              ]}
            />
            <Select
              aria-label="问题"
              value={state.show}
              onChange={(show) => change({ show })}
              style={{ minWidth: 140 }}
              options={[
                { value: 'all', label: '全部' },
                { value: 'breach', label: '四同步有问题' },
                { value: 'gap', label: '有缺口' },
                { value: 'due', label: '补足已逾期' },
              ]}
            />
            <AreaPicker
              label="镇街、村社"
              value={state.area ? Number(state.area) : undefined}
              onChange={(area) => change({ area })}
            />
          </>
        }
      />
    </>
  )
}

function Steps({ row }: { row: EstateRow }) {
  if (row.age === 'old') return <span className="sub">已建成</span>
  return (
    <>
      {STEPS.map((step) => {
        const done = row.steps.find((one) => one.step === step)
        return (
          <div key={step} className={done ? '' : 'stone'}>
            {STEP_LABELS[step]} {done ? done.day : '—'}
          </div>
        )
      })}
      {row.breach && <StateTag tone="red">{row.breach}</StateTag>}
    </>
  )
}

function Acts({ row }: { row: EstateRow }) {
  const me = useMe()
  const next = STEPS.find((step) => !row.steps.some((one) => one.step === step))
  return (
    <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
      {row.age === 'new' && next && (
        <ActButton
          line={recordStep}
          button={`登记${STEP_LABELS[next]}`}
          small
          title={`${row.name}：${STEP_LABELS[next]}`}
          initial={{ day: me.today, built: row.built ?? undefined }}
          fields={[
            { name: 'day', label: '日期', kind: 'day', required: true },
            { name: 'built', label: '实际建成面积（平方米）', kind: 'number' },
            { name: 'note', label: '说明', kind: 'long' },
          ]}
          input={({ day, built, note = '' }, id) => ({
            params: { id: row.id },
            body: { id, step: next, day, note, ...(typeof built === 'number' && { built }) },
          })}
        />
      )}
      {row.gap > 0 && (
        <ActButton
          line={planGap}
          button="补足"
          small
          title={`${row.name}：补足缺口 ${row.gap} 平方米`}
          initial={{ way: row.gapWay ?? undefined, due: row.gapDue ?? me.today }}
          fields={[
            { name: 'way', label: '方式', kind: 'select', required: true, options: optionsOf(GAP_WAYS) },
            { name: 'due', label: '期限', kind: 'day', required: true },
            { name: 'built', label: '现在已配（平方米）', kind: 'number' },
            { name: 'closedOn', label: '补足日期', kind: 'day', note: '还没有补足的不填。' },
          ]}
          input={({ way, due, built, closedOn }, id) => ({
            params: { id: row.id },
            body: {
              id,
              version: row.version,
              way,
              due,
              ...(typeof built === 'number' && { built }),
              ...(closedOn && { closedOn }),
            },
          })}
        />
      )}
    </div>
  )
}

function Register() {
  return (
    <ActButton
      line={registerEstate}
      button="登记小区"
      primary
      initial={{ age: 'new', line: 'elder' }}
      fields={[
        { name: 'name', label: '小区', required: true },
        { name: 'area', label: '所在村社', control: <AreaField label="所在村社" />, required: true },
        { name: 'builder', label: '建设单位' },
        {
          name: 'age',
          label: '新旧',
          kind: 'select',
          required: true,
          options: [
            { value: 'new', label: '新建' },
            { value: 'old', label: '已建成' },
          ],
        },
        { name: 'line', label: '配建', kind: 'select', required: true, options: optionsOf(LINE_LABELS) },
        { name: 'households', label: '户数', kind: 'number', required: true },
        { name: 'required', label: '应配面积（平方米）', kind: 'number', required: true },
        { name: 'requiredGround', label: '应配的依据', required: true },
        { name: 'built', label: '已配面积（平方米）', kind: 'number' },
      ]}
      input={({ builder = '', built, ...values }, id) => ({
        body: { id, builder, ...(typeof built === 'number' && { built }), ...values } as never,
      })}
    />
  )
}
