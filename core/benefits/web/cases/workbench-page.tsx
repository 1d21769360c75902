// The clerk's desk, first screen after signing in: queues left, work in the middle, this month's money right, long jobs along the foot.
import { useNotice } from '@songhe/ui/notice'
import { useRead, useWrite } from '@songhe/ui/query'
import { yuan } from '@songhe/basics/money'
import { newId } from '@songhe/basics/ids'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ProblemNote } from '@songhe/ui/problem-note'
import { ExportButton } from '@songhe/ui/export-button'
import { useMay, useMe } from '@songhe/ui/me'
import { Select } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import * as contract from '../../contract-cases.ts'
import * as desk from '../../contract-desk.ts'
import { PROGRAMMES, type QueueKey, QUEUES } from '../../contract-cases.ts'
import { clock } from './clock.ts'
import { DeskBar, type DeskAct } from './desk-bar.tsx'
import { deskStyle } from './desk-style.ts'
import { JobStrip } from './job-strip.tsx'
import { MonthCard } from './month-card.tsx'
import { QueueList } from './queue-list.tsx'
import { QueueTable } from './queue-table.tsx'

interface Search {
  queue?: string
  page?: number
  size?: number
  programme?: keyof typeof PROGRAMMES
  town?: number
  missing?: string
}

/** ↑ ↓ goes from row to row, Enter reaches for the filled button, which asks once more; Space selects by itself. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const at = event.target as HTMLElement
  // Turning the page and its size have arrows and an Enter of their own.
  if (at.closest('.ant-pagination')) return
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('tbody tr.ant-table-row')]
      .map((row) => row.querySelector<HTMLElement>('input:not(:disabled), a'))
      .filter((stop) => stop !== null)
    const row = at.closest('tr')
    const here = stops.findIndex((stop) => stop.closest('tr') === row)
    const next = stops[here < 0 ? 0 : here + (event.key === 'ArrowDown' ? 1 : -1)]
    if (!next) return
    event.preventDefault()
    next.focus()
  } else if (event.key === 'Enter' && !(at instanceof HTMLAnchorElement || at instanceof HTMLButtonElement)) {
    event.preventDefault()
    event.currentTarget.closest('.desk-work')?.querySelector<HTMLElement>('.bar-foot .ant-btn-primary:not(:disabled)')?.click()
  }
}

export function WorkbenchPage() {
  const { today } = useMe()
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const message = useNotice()
  const [mayMonth, mayTown] = [useMay('benefits.read'), useMay('cases.town-check')]
  // Each opens on their own first duty.
  const queue = search.queue && search.queue in QUEUES ? (search.queue as QueueKey) : mayTown ? 'town-check' : 'unclaimed'
  const query = {
    page: Number(search.page ?? 1),
    size: Number(search.size ?? 20),
    programme: search.programme,
    town: search.town,
    missing: search.missing,
  }
  const counts = useRead(contract.showQueues, {})
  const list = useRead(contract.listQueue, { params: { queue }, query })
  const jobs = useRead(desk.listDeskJobs, {}, { every: 4_000 })
  const towns = useRead(desk.listTowns, {})
  const start = useWrite(contract.startCases)
  const decide = useWrite(contract.decideCases)
  const close = useWrite(contract.closeNotices)
  const [mayStart, mayDecide] = [useMay('cases.start'), useMay('cases.decide')]
  const [chosen, setChosen] = useState<string[]>([])
  const rows = list.data?.rows ?? []
  const selected = rows.filter((row) => chosen.includes(row.key))
  // biome-ignore lint: the state of the list is the address of the page
  const go = (change: Partial<Search>) => navigate({ to: '.', search: { ...search, page: undefined, ...change } } as any)

  async function perform(kind: DeskAct) {
    const id = newId()
    if (kind === 'decide')
      await decide.mutateAsync({ body: { id, cases: selected.map((row) => ({ id: row.benefitCase!, version: row.version })) } })
    else if (kind === 'close') await close.mutateAsync({ body: { id, cases: selected.map((row) => row.benefitCase!) } })
    else
      await start.mutateAsync({
        body: {
          id,
          way: kind,
          note: '',
          items: selected.map((row) => ({ person: row.person, programme: row.programme as keyof typeof PROGRAMMES })),
        },
      })
    message.success(`已办理 ${selected.length} 件。`)
    setChosen([])
  }

  return (
    <>
      <style href="benefits-desk" precedence="low">
        {deskStyle}
      </style>
      <div className={mayMonth ? 'desk' : 'desk no-month'}>
        <QueueList
          counts={counts.data?.queues ?? []}
          elsewhere={counts.data?.elsewhere ?? []}
          queue={queue}
          open={(next) => (setChosen([]), go({ queue: next, programme: undefined, missing: undefined }))}
        />
        <section className="card desk-work" aria-label={QUEUES[queue]}>
          <div className="desk-head">
            <h1>{QUEUES[queue]}</h1>
            {list.data && (
              <span className="stone">
                {list.data.sums.persons.toLocaleString()}人　每月合计 {yuan(list.data.sums.monthlyFen)} 元
                {list.data.asOf && `　截至 ${clock(list.data.asOf)}`}
              </span>
            )}
            <span className="grow" />
            <Select
              aria-label="项目"
              size="small"
              style={{ width: 104 }}
              popupMatchSelectWidth={false}
              allowClear
              placeholder="全部项目"
              value={search.programme}
              onChange={(programme) => go({ programme })}
              options={Object.entries(PROGRAMMES).map(([value, label]) => ({ value, label }))}
            />
            <Select
              aria-label="镇街"
              size="small"
              style={{ width: 100 }}
              allowClear
              showSearch
              optionFilterProp="label"
              placeholder="全部镇街"
              value={search.town}
              onChange={(town) => go({ town })}
              options={(towns.data?.rows ?? []).map((town) => ({ value: town.key, label: town.name }))}
            />
            <Select
              aria-label="还缺什么"
              size="small"
              style={{ width: 100 }}
              allowClear
              placeholder="还缺什么"
              value={search.missing}
              onChange={(missing) => go({ missing })}
              options={[
                { value: 'none', label: '材料齐全' },
                { value: 'any', label: '还缺材料' },
                { value: 'payee', label: '缺银行卡' },
              ]}
            />
            <ExportButton line={contract.listQueue} input={{ params: { queue }, query }} small />
          </div>
          <ProblemNote error={list.error ?? start.error ?? decide.error ?? close.error} />
          {/* biome-ignore lint: rows answer arrow keys; a region that scrolls must be reachable by key */}
          <div className="desk-rows" role="region" aria-label={`${QUEUES[queue]}名单`} tabIndex={0} onKeyDown={walk}>
            <QueueTable
              queue={queue}
              rows={rows}
              total={list.data?.total ?? 0}
              page={query.page}
              size={query.size}
              loading={list.isLoading}
              today={today}
              mayDecide={mayDecide}
              chosen={chosen}
              choose={setChosen}
              turn={(page, size) => go({ page, size })}
            />
          </div>
          <DeskBar
            queue={queue}
            rows={selected}
            sums={list.data?.sums}
            may={queue === 'review' ? mayDecide : mayStart}
            perform={perform}
          />
        </section>
        {mayMonth && <MonthCard />}
        <JobStrip jobs={jobs.data?.rows ?? []} />
      </div>
    </>
  )
}
