// 政策实验室: move an amount or an age and see at once, on the real roll, what twelve months would cost and who gains or loses.
import { newId } from '@songhe/basics/ids'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { useEffect, useState } from 'react'
import { reloadRoll, type Scheme, showLab, simulate } from '../../contract-lab.ts'
import { LabForecast } from './lab-forecast.tsx'
import { LabGroups } from './lab-groups.tsx'
import { LabMonths } from './lab-months.tsx'
import { type AskedOfLab, LabNames } from './lab-names.tsx'
import { changesIn, schemesOf } from './lab-scheme.ts'
import { labStyle } from './lab-style.ts'
import { SchemeCards } from './scheme-cards.tsx'
import { SchemeControls } from './scheme-controls.tsx'

/** Long enough for the next step of a slider, short enough to feel at once. */
const PAUSE_MS = 180
const MONTHS = 12

export function LabPage() {
  const { schemes: given } = useSearch({ strict: false }) as { schemes?: unknown }
  const [schemes, setSchemes] = useState(() => schemesOf(given))
  const [at, setAt] = useState(0)
  const [asked, setAsked] = useState<AskedOfLab>()
  const current = schemes[Math.min(at, schemes.length - 1)]!
  const text = useSettled(schemes)
  const lab = useRead(showLab, { query: { base: current.base } })
  const told = useRead(simulate, { query: { schemes: text, months: MONTHS } })
  const change = (next: Scheme) => setSchemes(schemes.map((one) => (one === current ? next : one)))
  return (
    <>
      <style>{labStyle}</style>
      <PageTitle
        title="政策实验室"
        acts={
          <>
            <Link to={'/benefits/lab/pairs' as string}>互斥表</Link>
            <Link to={'/policy' as string}>政策</Link>
          </>
        }
      >
        <span className="sub">在真实名册上试算今后十二个月，不发钱，不改数据。</span>
        {told.data && <RollAge {...told.data} />}
      </PageTitle>
      <ProblemNote error={lab.error} />
      <div className="lab">
        {lab.data ? (
          <SchemeControls
            lab={lab.data}
            schemes={schemes}
            current={current}
            onAt={setAt}
            onSchemes={setSchemes}
            onChange={change}
          />
        ) : (
          <Skeleton active />
        )}
        <div className="lab-results" aria-live="polite">
          <ProblemNote error={told.error} />
          {!told.data && !told.error && <p className="card inside sub">正在载入名册，第一次要几秒钟…</p>}
          {told.data && (
            <>
              <SchemeCards told={told.data} budgetFen={lab.data?.budgetFen ?? null} onNames={setAsked} />
              {schemes.every((one) => changesIn(one) === 0 && one.base === 'published') && (
                <p className="card inside sub">现在的方案和现行规定一样。请在左边移动一个金额或年龄，或换一个起点。</p>
              )}
              <LabGroups told={told.data} onNames={setAsked} />
              <LabMonths told={told.data} budgetFen={lab.data?.budgetFen ?? null} />
              <LabForecast schemes={text} names={schemes.map(({ name }) => name)} />
            </>
          )}
        </div>
      </div>
      <LabNames schemes={text} months={MONTHS} asked={asked} onClose={() => setAsked(undefined)} />
    </>
  )
}

/** The schemes as text once the hand rests; the address follows. */
function useSettled(schemes: Scheme[]): string {
  const navigate = useNavigate()
  const [settled, setSettled] = useState(() => JSON.stringify(schemes))
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(JSON.stringify(schemes))
      void navigate({ to: '.', search: { schemes } as never, replace: true })
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [schemes, navigate])
  return settled
}

function RollAge({ roll, milliseconds }: { roll: { loadedAt: string; persons: number; place: string }; milliseconds: number }) {
  const reload = useWrite(reloadRoll)
  const [hour, minute] = [new Date(roll.loadedAt).getHours(), new Date(roll.loadedAt).getMinutes()]
  return (
    <span className="sub">
      {roll.place} {roll.persons.toLocaleString()} 人，名册载入于 {String(hour).padStart(2, '0')}:
      {String(minute).padStart(2, '0')}，试算用时 {milliseconds} 毫秒{' '}
      <Button size="small" type="link" loading={reload.isPending} onClick={() => reload.mutate({ body: { id: newId() } })}>
        重新载入
      </Button>
    </span>
  )
}
