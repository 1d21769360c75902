// 评定件 over all rounds: what waits for whom, and where each case is.
import { optionsOf } from '@songhe/ui/act-button'
import { AreaPicker } from '@songhe/registry/web-door'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { Input, Select } from 'antd'
import { CASE_WORK, listCases } from '../contract/cases.ts'
import { CASE_STATES, SCHEMES } from '../contract/shapes.ts'
import { CASE_COLUMNS, type CaseRow, ROUND_COLUMN } from './case-columns.tsx'
import { Places } from './places.tsx'

const START = {
  page: 1,
  size: 20,
  state: 'all',
  work: undefined as string | undefined,
  scheme: undefined as string | undefined,
  area: undefined as number | undefined,
  q: undefined as string | undefined,
}

export function CasesPage() {
  const [state, change] = useListState(START)
  const { data, isFetching, error } = useRead(listCases, { query: state as never })
  const picked = (label: string, key: 'work' | 'scheme', words: Readonly<Record<string, string>>) => (
    <Select
      aria-label={label}
      placeholder={label}
      allowClear
      value={state[key]}
      onChange={(value) => change({ [key]: value })}
      style={{ minWidth: 150 }}
      options={optionsOf(words)}
    />
  )
  return (
    <>
      <PageTitle title="评定件" />
      <Places at="/ratings/cases" />
      <ListPage<CaseRow>
        columns={[...CASE_COLUMNS.slice(0, 3), ROUND_COLUMN, ...CASE_COLUMNS.slice(3)]}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="id"
        loading={isFetching}
        error={error}
        sheet={{ line: listCases, input: { query: state } }}
        empty="没有这样的评定件。"
        onPage={(page, size) => change({ page, size })}
        filters={
          <>
            <Input.Search
              aria-label="设施名称"
              placeholder="设施名称"
              allowClear
              defaultValue={state.q}
              onSearch={(q) => change({ q: q || undefined })}
              style={{ width: 180 }}
            />
            {picked('待办', 'work', CASE_WORK)}
            {picked('种类', 'scheme', SCHEMES)}
            <Select
              aria-label="状态"
              value={state.state}
              onChange={(value) => change({ state: value })}
              style={{ minWidth: 120 }}
              options={[{ value: 'all', label: '全部状态' }, ...optionsOf(CASE_STATES)]}
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
