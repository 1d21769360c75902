// 本单位设置: what the office sets for itself, each with what it does, who has the say and who changed it last.
import { yuan } from '@songhe/basics/money'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { Button } from 'antd'
import { useState } from 'react'
import { listSettings, type SettingRow } from '../contract-settings.ts'
import { SettingForm } from './setting-form.tsx'

/** What every office fills in first stands first. */
const OWN = '本单位'

export function SettingsPage() {
  const { data, error, isPending } = useRead(listSettings, {})
  const [changing, setChanging] = useState<SettingRow>()
  const groups = [...Map.groupBy(data?.settings ?? [], (row) => row.group).entries()].sort(
    ([a], [b]) => Number(b === OWN) - Number(a === OWN),
  )
  return (
    <>
      <PageTitle title="本单位设置">
        <span className="sub">每次修改都要写理由，记入日志；从下一次办理起生效。</span>
      </PageTitle>
      <ProblemNote error={error} />
      {isPending && <p className="sub">正在打开…</p>}
      {groups.map(([group, rows]) => (
        <section key={group} className="card" aria-label={group} style={{ marginBottom: 14 }}>
          <h2>{group}</h2>
          <ul className="inside setting-list">
            {rows.map((row) => (
              <li key={row.key}>
                <div>
                  <b>{row.title}</b>
                  <p className="xs">{row.note}</p>
                </div>
                <div>
                  <b>{shownValue(row)}</b> {!row.set && <span className="xs">默认</span>}
                  <p className="xs">
                    {row.changed ? `${row.changed.at.slice(0, 10)} ${row.changed.actor}：${row.changed.reason}` : '没有改过'}
                  </p>
                </div>
                {row.mayChange ? (
                  <Button size="small" aria-label={`修改${row.title}`} onClick={() => setChanging(row)}>
                    修改
                  </Button>
                ) : (
                  <span className="xs">由{row.by}修改</span>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {changing && <SettingForm row={changing} onClose={() => setChanging(undefined)} />}
    </>
  )
}

function shownValue({ kind, value, choices }: SettingRow): string {
  if (kind === 'money') return `${yuan(Number(value))} 元`
  if (kind === 'flag') return value ? '开' : '关'
  if (kind === 'choice') return choices.find((one) => one.value === value)?.text ?? String(value)
  return value === '' ? '没有填写' : String(value)
}
