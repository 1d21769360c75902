// For the person page of the registry: verdict, programmes with reasons, twelve months of money; and the start of what is owed.
import { useNotice } from '@songhe/ui/notice'
import { useRead, useWrite } from '@songhe/ui/query'
import { yuan } from '@songhe/basics/money'
import { newId } from '@songhe/basics/ids'
import { useMay } from '@songhe/ui/me'
import { ProblemNote } from '@songhe/ui/problem-note'
import { Skeleton } from 'antd'
import * as cases from '../../contract-cases.ts'
import * as contract from '../../contract-explain.ts'
import { deskStyle } from './desk-style.ts'
import { explainStyle } from './explain-style.ts'
import { MoneyAct } from './money-act.tsx'
import { MonthBars } from './month-bars.tsx'
import { PersonBand } from './person-band.tsx'
import { ProgrammeRows } from './programme-rows.tsx'

export function PersonBenefitsPanel({ person: { id: person } }: { person: { id: string } }) {
  const message = useNotice()
  const told = useRead(contract.explainPerson, { params: { person }, query: {} })
  const may = useMay('cases.start')
  const start = useWrite(cases.startCases)
  if (told.error) return <ProblemNote error={told.error} />
  if (!told.data) return <Skeleton active />
  const ready = told.data.programmes.filter((one) => one.state === 'unclaimed' && one.complete)
  async function begin() {
    await start.mutateAsync({
      body: {
        id: newId(),
        way: 'confirm',
        note: '',
        items: ready.map((one) => ({ person, programme: one.programme as cases.Programme })),
      },
    })
    message.success('已确认，等待另一位工作人员复核。')
  }
  return (
    <div className="card">
      <style href="benefits-desk" precedence="low">
        {deskStyle}
      </style>
      <style href="benefits-explain" precedence="low">
        {explainStyle}
      </style>
      <ProblemNote error={start.error} />
      <PersonBand told={told.data} {...(may && { start: begin })} />
      <ProgrammeRows person={person} programmes={told.data.programmes} />
      <div style={{ padding: 18 }}>
        <MonthBars months={told.data.months} />
        {told.data.merged && (
          <p className="stone">
            这份档案并入过 {told.data.merged.records} 份重复档案；在原档案名下发放的 {told.data.merged.lines} 笔、
            {yuan(told.data.merged.fen)} 元不改写，已计入上面的月份。
          </p>
        )}
        <MoneyAct person={person} />
      </div>
    </div>
  )
}
