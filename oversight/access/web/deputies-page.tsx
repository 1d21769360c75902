// 代理: who stands in for whom and until when; each act made so carries both names.
import { newId } from '@songhe/basics/ids'
import { LinkButton } from '@songhe/ui/link-button'
import { useMay, useMe } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { WideTable } from '@songhe/ui/wide-table'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { endDeputy, listAccounts, listDeputies, setDeputy } from '../contract.ts'

export function DeputiesPage() {
  const list = useRead(listDeputies, {})
  const may = useMay('access.grants')
  const end = useWrite(endDeputy)
  return (
    <>
      <PageTitle title="代理" acts={<LinkButton to="/access">账号与岗位</LinkButton>}>
        <span className="sub">代理期间的每次办理都写明“代某某”；代理人不能复核被代理人经办的事。</span>
      </PageTitle>
      {may && <SetDeputy />}
      <ProblemNote error={list.error ?? end.error} />
      <section className="card">
        <WideTable
          rowKey="id"
          dataSource={list.data ?? []}
          loading={list.isPending}
          pagination={false}
          locale={{ emptyText: '现在没有代理。' }}
          columns={[
            { title: '不在岗的人', dataIndex: 'absent' },
            { title: '代理人', dataIndex: 'standsIn' },
            { title: '从', dataIndex: 'from' },
            { title: '到', dataIndex: 'to' },
            {
              title: '',
              render: (_, row) =>
                may && (
                  <Button size="small" onClick={() => end.mutate({ params: { id: row.id } })}>
                    结束
                  </Button>
                ),
            },
          ]}
        />
      </section>
    </>
  )
}

function SetDeputy() {
  const me = useMe()
  const accounts = useRead(listAccounts, { query: { page: 1, size: 200 } })
  const [draft, setDraft] = useState({ absent: '', standsIn: '', from: me.today, to: me.today })
  const set = useWrite(setDeputy)
  const people = [...new Map((accounts.data?.rows ?? []).map((row) => [row.staff, row.name])).entries()].map(
    ([value, label]) => ({
      value,
      label,
    }),
  )
  const choose = (key: 'absent' | 'standsIn', label: string) => (
    <Select
      aria-label={label}
      placeholder={label}
      showSearch
      optionFilterProp="label"
      value={draft[key] || undefined}
      options={people}
      style={{ minWidth: 150 }}
      onChange={(value) => setDraft({ ...draft, [key]: value })}
    />
  )
  const day = (key: 'from' | 'to', label: string) => (
    <Input
      type="date"
      aria-label={label}
      value={draft[key]}
      style={{ width: 150 }}
      onChange={(event) => setDraft({ ...draft, [key]: event.target.value })}
    />
  )
  return (
    <section
      className="card inside"
      style={{ marginBottom: 14, display: 'flex', gap: 8, flexWrap: 'wrap', alignItems: 'center' }}
    >
      {choose('absent', '不在岗的人')}由{choose('standsIn', '代理人')}代理，从{day('from', '从哪天')}到{day('to', '到哪天')}
      <Button
        type="primary"
        disabled={!draft.absent || !draft.standsIn}
        loading={set.isPending}
        onClick={() => set.mutate({ body: { id: newId(), ...draft } })}
      >
        设定
      </Button>
      <ProblemNote error={set.error} />
    </section>
  )
}
