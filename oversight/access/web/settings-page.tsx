// 本单位设置: what the office sets for itself, each with what it does, who has the say and who changed it last.
import { yuan } from '@songhe/basics/money'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { WideTable } from '@songhe/ui/wide-table'
import { Button } from 'antd'
import { useState } from 'react'
import { listSettings, type SettingRow } from '../contract-settings.ts'
import { SettingForm } from './setting-form.tsx'

export function SettingsPage() {
  const { data, error, isPending } = useRead(listSettings, {})
  const [changing, setChanging] = useState<SettingRow>()
  const groups = [...Map.groupBy(data?.settings ?? [], (row) => row.group).entries()]
  return (
    <>
      <PageTitle title="本单位设置">
        <span className="sub">每次修改都要写理由，记入日志；从下一次办理起生效。</span>
      </PageTitle>
      <ProblemNote error={error} />
      {isPending && <p className="sub">正在打开…</p>}
      {groups.map(([group, rows]) => (
        <section key={group} className="card" aria-label={group} style={{ marginBottom: 14 }}>
          <h2 style={{ paddingBottom: 8 }}>{group}</h2>
          <WideTable<SettingRow>
            rowKey="key"
            dataSource={rows}
            pagination={false}
            columns={[
              {
                title: '项目',
                width: 420,
                render: (_, row) => (
                  <div style={{ maxWidth: 420, whiteSpace: 'normal' }}>
                    <b>{row.title}</b>
                    <div className="xs">{row.note}</div>
                  </div>
                ),
              },
              {
                title: '现在的值',
                width: 220,
                render: (_, row) => (
                  <>
                    <b>{shownValue(row)}</b> {!row.set && <span className="xs">默认</span>}
                  </>
                ),
              },
              {
                title: '最近修改',
                render: (_, row) =>
                  row.changed ? (
                    <span className="xs">
                      {row.changed.at.slice(0, 10)} {row.changed.actor}：{row.changed.reason}
                    </span>
                  ) : (
                    <span className="xs">没有改过</span>
                  ),
              },
              {
                title: '由谁修改',
                width: 140,
                render: (_, row) =>
                  row.mayChange ? (
                    <Button size="small" aria-label={`修改${row.title}`} onClick={() => setChanging(row)}>
                      修改
                    </Button>
                  ) : (
                    <span className="xs">{row.by}</span>
                  ),
              },
            ]}
          />
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
