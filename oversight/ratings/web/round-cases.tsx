// The cases of a round; a second human may take a stack of them at once and is told which were not done, and why.
import type { ReplyOf } from '@songhe/basics/contract'
import { ActButton, optionsOf } from '@songhe/ui/act-button'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay, useMe } from '@songhe/ui/me'
import { useRead } from '@songhe/ui/query'
import { Link } from '@tanstack/react-router'
import { Select } from 'antd'
import { useState } from 'react'
import { decideCases, listCases, takeEffects } from '../contract/cases.ts'
import { CASE_STATES } from '../contract/shapes.ts'
import { CASE_COLUMNS, type CaseRow } from './case-columns.tsx'
import { isOver } from './words.tsx'

type Told = ReplyOf<typeof decideCases>
const START = { page: 1, size: 20, state: 'all' }

export function RoundCases({ round }: { round: string }) {
  const [state, change] = useListState(START)
  const mayDecide = useMay('ratings.decide')
  const [keys, setKeys] = useState<string[]>([])
  const [told, setTold] = useState<Told>()
  const query = { ...state, round } as never
  const cases = useRead(listCases, { query })
  const chosen = (cases.data?.rows ?? []).filter(({ id }) => keys.includes(id))
  const done = (answer: Told) => {
    setTold(answer)
    setKeys([])
  }
  return (
    <>
      {told && <Told told={told} />}
      <ListPage<CaseRow>
        columns={CASE_COLUMNS}
        rows={cases.data?.rows}
        total={cases.data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="id"
        loading={cases.isFetching}
        error={cases.error}
        sheet={{ line: listCases, input: { query } }}
        empty="没有这样的评定件。"
        onPage={(page, size) => change({ page, size })}
        {...(mayDecide && { selection: { keys, onChange: (picked: React.Key[]) => setKeys(picked as string[]) } })}
        filters={
          <>
            <Select
              aria-label="状态"
              value={state.state}
              onChange={(value) => {
                change({ state: value })
                setKeys([])
              }}
              style={{ minWidth: 130 }}
              options={[{ value: 'all', label: '全部状态' }, ...optionsOf(CASE_STATES)]}
            />
            {chosen.length > 0 && <Batch chosen={chosen} onDone={done} />}
          </>
        }
      />
    </>
  )
}

function Batch({ chosen, onDone }: { chosen: readonly CaseRow[]; onDone(told: Told): void }) {
  const me = useMe()
  const decidable = chosen.flatMap(({ id, version, state, proposed }) =>
    state === 'scored' && proposed !== null ? [{ id, version, grade: proposed }] : [],
  )
  const ripe = chosen.filter(({ state, noticeTo, open }) => state === 'notice' && isOver(noticeTo) && open === null)
  return (
    <>
      <span className="sub">已选 {chosen.length} 件</span>
      {decidable.length > 0 && (
        <ActButton
          line={decideCases}
          button={`决定 ${decidable.length} 件并公示`}
          initial={{ decidedOn: me.today }}
          fields={[
            { name: 'decision', label: '决定文号', required: true },
            { name: 'decidedOn', label: '决定日期', kind: 'day', required: true },
          ]}
          input={({ decision, decidedOn }, id) => ({ body: { id, cases: decidable, decision, decidedOn } })}
          onDone={onDone}
        >
          <p>{summary(decidable.map(({ grade }) => grade))}。等级由标准按评分得出；自己登记过评分或申请的不会办。</p>
        </ActButton>
      )}
      {ripe.length > 0 && (
        <ActButton
          line={takeEffects}
          button={`${ripe.length} 件生效`}
          initial={{ validFrom: me.today }}
          fields={[
            { name: 'validFrom', label: '有效期起', kind: 'day', required: true, note: '年度绩效评价按评价年度，不看这一天。' },
          ]}
          input={({ validFrom }, id) => ({
            body: { id, cases: ripe.map(({ id: one, version }) => ({ id: one, version })), validFrom },
          })}
          onDone={onDone}
        />
      )}
      {decidable.length + ripe.length === 0 && <span className="sub">所选的没有待决定或公示期满的。</span>}
    </>
  )
}

/** 优秀 3 件，合格 1 件, as they will be decided. */
function summary(grades: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const grade of grades) counts.set(grade || '未达等级', (counts.get(grade || '未达等级') ?? 0) + 1)
  return [...counts].map(([grade, count]) => `${grade} ${count} 件`).join('，')
}

function Told({ told }: { told: Told }) {
  return (
    <section className={told.refused.length ? 'problem' : 'card inside'} role="status">
      <b>
        办了 {told.done} 件{told.refused.length > 0 && `，${told.refused.length} 件没有办`}。
      </b>
      <ul>
        {told.refused.map((one) => (
          <li key={one.case}>
            <Link to={`/ratings/cases/${one.case}` as never}>{one.name}</Link>：{one.reason}
          </li>
        ))}
      </ul>
    </section>
  )
}
