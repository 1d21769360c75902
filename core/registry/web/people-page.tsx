// The roll: query form above, table below, everything in the URL.
import { LinkButton } from '@songhe/ui/link-button'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Link } from '@tanstack/react-router'
import { Button, Checkbox, Input, InputNumber, Select, type TableColumnsType } from 'antd'
import type { PersonRow } from '../contract/people.ts'
import { listFactKinds, listPeople } from '../contract.ts'
import { AreaPicker } from './area-picker.tsx'

const START = {
  page: 1,
  size: 20,
  q: undefined as string | undefined,
  area: undefined as number | undefined,
  ageFrom: undefined as number | undefined,
  ageTo: undefined as number | undefined,
  trait: undefined as string | undefined,
  lacks: undefined as string | undefined,
  service: undefined as string | undefined,
  serviceState: undefined as string | undefined,
  surveyed: undefined as string | undefined,
  state: 'living',
}
const STATES = [
  { value: 'living', label: '在世在册' },
  { value: 'died', label: '已去世' },
  { value: 'moved', label: '已迁出' },
  { value: 'all', label: '全部' },
]

const columns: TableColumnsType<PersonRow> = [
  {
    title: '姓名',
    dataIndex: 'name',
    render: (name: string, row) => (
      <Link to={`/people/${row.id}` as never}>
        <b>{name}</b>
      </Link>
    ),
  },
  { title: '性别', dataIndex: 'sex', render: (sex: string) => (sex === 'female' ? '女' : '男') },
  { title: '年龄', dataIndex: 'age', align: 'right', render: (age: number) => `${age} 岁` },
  { title: '户籍', dataIndex: 'place' },
  { title: '身份证', dataIndex: 'citizenId' },
  {
    title: '情况',
    dataIndex: 'traits',
    render: (traits: string[], row) => (
      <>
        {stateOf(row)}{' '}
        {traits.map((trait) => (
          <StateTag key={trait}>{trait}</StateTag>
        ))}
      </>
    ),
  },
]

function stateOf(row: PersonRow) {
  if (row.diedOn) return <StateTag tone="red">{row.diedOn} 去世</StateTag>
  return row.leftOn ? <StateTag tone="amber">{row.leftOn} 迁出</StateTag> : null
}

export function PeoplePage() {
  const [state, change] = useListState(START)
  const { data, isFetching, error } = useRead(listPeople, { query: state as never })
  const kinds = useRead(listFactKinds, {})
  const mayWrite = useMay('registry.write')
  const maySeeHealth = useMay('registry.health')
  return (
    <>
      <PageTitle
        title="人员"
        acts={
          <>
            <LinkButton to="/people/duplicates">疑似重复</LinkButton>
            {maySeeHealth && <LinkButton to="/surveys">调查汇总</LinkButton>}
            <LinkButton to="/areas">镇街与村社</LinkButton>
            {mayWrite && (
              <LinkButton to="/people/new" primary>
                登记老人
              </LinkButton>
            )}
          </>
        }
      />
      <ListPage<PersonRow>
        columns={columns}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="id"
        loading={isFetching}
        error={error}
        sheet={{ line: listPeople, input: { query: state } }}
        empty="没有符合条件的人。请放宽条件，或核对管辖范围。"
        onPage={(page, size) => change({ page, size })}
        filters={
          <>
            <Input.Search
              aria-label="姓名、拼音首字母、证号后四位、电话"
              placeholder="姓名、拼音首字母、证号后四位、电话"
              defaultValue={state.q}
              allowClear
              style={{ width: 280 }}
              onSearch={(q) => change({ q })}
            />
            <AreaPicker
              label="镇街、村社"
              value={state.area ? Number(state.area) : undefined}
              onChange={(area) => change({ area })}
            />
            <InputNumber
              aria-label="最小年龄"
              placeholder="年龄从"
              min={0}
              max={150}
              value={state.ageFrom ?? null}
              onChange={(ageFrom) => change({ ageFrom: ageFrom ?? undefined })}
            />
            <InputNumber
              aria-label="最大年龄"
              placeholder="到"
              min={0}
              max={150}
              value={state.ageTo ?? null}
              onChange={(ageTo) => change({ ageTo: ageTo ?? undefined })}
            />
            <Select
              aria-label="类别"
              placeholder="类别"
              allowClear
              style={{ minWidth: 150 }}
              value={state.trait}
              onChange={(trait) => change({ trait })}
              options={(kinds.data?.kinds ?? [])
                .filter((kind) => kind.trait && (maySeeHealth || !kind.health))
                .map((kind) => ({ value: kind.kind, label: kind.title }))}
            />
            <Checkbox
              checked={state.lacks === 'guardian'}
              onChange={(event) => change({ lacks: event.target.checked ? 'guardian' : undefined })}
            >
              重点老人无人联系
            </Checkbox>
            <Asked state={state} onClear={() => change({ service: undefined, serviceState: undefined, surveyed: undefined })} />
            <Select
              aria-label="状态"
              value={state.state}
              onChange={(value) => change({ state: value })}
              options={STATES}
              style={{ minWidth: 110 }}
            />
          </>
        }
      />
    </>
  )
}

const SERVICE_STATES: Record<string, string> = { need: '需要', used: '正在使用', gap: '需要还没有用上' }

/** A list that was opened from a number of the survey says so, and can be widened again. */
function Asked({ state, onClear }: { state: Partial<typeof START>; onClear(): void }) {
  const words = [
    state.service && `${SERVICE_STATES[state.serviceState ?? 'need']}：${state.service}`,
    state.surveyed && (state.surveyed === 'yes' ? '已调查' : '没有调查'),
  ].filter(Boolean)
  if (words.length === 0) return null
  return (
    <Button onClick={onClear} aria-label={`去掉条件：${words.join('，')}`}>
      {words.join('，')} ×
    </Button>
  )
}
