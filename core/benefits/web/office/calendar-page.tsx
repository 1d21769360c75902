// 工作日历: only what differs from Monday to Friday stands here; every due date and notice counts with it.
import { WideTable } from '@songhe/ui/wide-table'
import { useListState } from '@songhe/ui/list-state'
import { useMay, useMe } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Link } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { listWorkingDays, setWorkingDay } from '../../contract-desk.ts'

const WEEK = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六']
const weekday = (day: string) => WEEK[new Date(`${day}T00:00:00Z`).getUTCDay()]

export function CalendarPage() {
  const me = useMe()
  const thisYear = Number(me.today.slice(0, 4))
  const [state, change] = useListState({ year: thisYear })
  const year = Number(state.year)
  const days = useRead(listWorkingDays, { query: { year } })
  const may = useMay('cases.calendar')
  const set = useWrite(setWorkingDay)
  return (
    <>
      <PageTitle title="工作日历" acts={<Link to={'/desk' as string}>工作台</Link>}>
        <span className="sub">周一至周五上班；下面是例外。办结期限和公示天数都按它计算。</span>
      </PageTitle>
      <section className="card">
        <div className="inside" style={{ display: 'flex', gap: 10, flexWrap: 'wrap', alignItems: 'center' }}>
          <Select
            aria-label="年份"
            value={year}
            options={[thisYear - 1, thisYear, thisYear + 1].map((value) => ({ value, label: `${value}年` }))}
            onChange={(value) => change({ year: value })}
          />
          {may && <AddDay year={year} onSave={(day, works, name) => set.mutate({ body: { day, works, name } })} />}
        </div>
        <ProblemNote error={days.error ?? set.error} />
        <WideTable
          size="small"
          rowKey="day"
          dataSource={days.data?.rows ?? []}
          loading={days.isPending}
          pagination={false}
          locale={{ emptyText: '这一年没有例外。' }}
          columns={[
            { title: '日期', dataIndex: 'day', render: (day: string) => `${day} ${weekday(day)}` },
            {
              title: '安排',
              dataIndex: 'works',
              render: (works: boolean) => <StateTag tone={works ? 'amber' : 'pine'}>{works ? '上班' : '放假'}</StateTag>,
            },
            { title: '说明', dataIndex: 'name' },
            {
              title: '',
              render: (_, row) =>
                may && (
                  <Button size="small" onClick={() => set.mutate({ body: { day: row.day, works: !row.works, name: row.name } })}>
                    改为{row.works ? '放假' : '上班'}
                  </Button>
                ),
            },
          ]}
        />
      </section>
    </>
  )
}

function AddDay({ year, onSave }: { year: number; onSave(day: string, works: boolean, name: string): void }) {
  const [day, setDay] = useState('')
  const [works, setWorks] = useState(false)
  const [name, setName] = useState('')
  return (
    <>
      <Input
        type="date"
        aria-label="日期"
        value={day}
        min={`${year}-01-01`}
        max={`${year}-12-31`}
        style={{ width: 160 }}
        onChange={(event) => setDay(event.target.value)}
      />
      <Select
        aria-label="安排"
        value={works}
        options={[
          { value: false, label: '放假' },
          { value: true, label: '上班' },
        ]}
        onChange={setWorks}
      />
      <Input
        aria-label="说明"
        placeholder="说明，例如：区里调休"
        value={name}
        maxLength={40}
        style={{ width: 200 }}
        onChange={(event) => setName(event.target.value)}
      />
      <Button disabled={!day} onClick={() => onSave(day, works, name)}>
        登记
      </Button>
    </>
  )
}
