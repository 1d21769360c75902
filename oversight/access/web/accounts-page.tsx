// Accounts of the district: who may do what, where; a first password is shown once, for the paper slip.
import { newId } from '@songhe/basics/ids'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { StateTag, type Tone } from '@songhe/ui/state-tag'
import type { ReplyOf } from '@songhe/basics/contract'
import { Button, Input, Modal, Select, type TableColumnsType } from 'antd'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { AccountActs } from './account-acts.tsx'
import { createAccount, listAccounts, listRoles, resetPassword } from '../contract.ts'

type Row = ReplyOf<typeof listAccounts>['rows'][number]
const STATES: Record<Row['state'], [string, Tone]> = {
  active: ['在用', 'pine'],
  locked: ['已锁定', 'amber'],
  disabled: ['已停用', 'stone'],
  'first-password': ['未改初始密码', 'sky'],
}

export function AccountsPage() {
  const [state, change] = useListState({ page: 1, text: '' })
  const accounts = useRead(listAccounts, {
    query: { page: Number(state.page), size: 20, ...(state.text && { text: state.text }) },
  })
  const mayEdit = useMay('access.accounts')
  const reset = useWrite(resetPassword)
  const columns: TableColumnsType<Row> = [
    { title: '用户名', dataIndex: 'username' },
    { title: '姓名', dataIndex: 'name', render: (name: string) => <b>{name}</b> },
    { title: '职务', dataIndex: 'post' },
    {
      title: '岗位与范围',
      render: (_, row) => row.grants.map((grant) => `${grant.label}${grant.area ? `（${grant.area}）` : ''}`).join('、') || '无',
    },
    {
      title: '状态',
      dataIndex: 'state',
      render: (value: Row['state']) => <StateTag tone={STATES[value][1]}>{STATES[value][0]}</StateTag>,
    },
    {
      title: '操作',
      render: (_, row) => (
        <>
          {mayEdit && (
            <Button type="link" size="small" onClick={() => reset.mutate({ params: { id: row.id } })}>
              重置密码
            </Button>
          )}
          <AccountActs row={row} />
        </>
      ),
    },
  ]
  return (
    <>
      <PageTitle
        title="账号与岗位"
        acts={
          <>
            <Link to={'/access/deputies' as string}>代理</Link>
            <Link to={'/access/invariants' as string}>不变式检查</Link>
            {mayEdit && <Link to={'/access/town-accounts' as string}>批量建镇街账号</Link>}
            {mayEdit && <NewAccount />}
          </>
        }
      />
      <ProblemNote error={reset.error} />
      {reset.data && (
        <p className="problem">
          新的初始密码：<b>{reset.data.firstPassword}</b>（只显示这一次，请抄在纸条上交给本人）
        </p>
      )}
      <ListPage
        columns={columns}
        rows={accounts.data?.rows}
        total={accounts.data?.total ?? 0}
        page={Number(state.page)}
        size={20}
        rowKey="id"
        loading={accounts.isPending}
        error={accounts.error}
        sheet={{ line: listAccounts, input: { query: state } }}
        empty="没有账号"
        onPage={(page) => change({ page })}
        filters={
          <Input.Search
            aria-label="姓名或用户名"
            placeholder="姓名或用户名"
            allowClear
            style={{ width: 240 }}
            defaultValue={state.text}
            onSearch={(text) => change({ text })}
          />
        }
      />
    </>
  )
}

function NewAccount() {
  const [open, setOpen] = useState(false)
  const [draft, setDraft] = useState({ name: '', username: '', post: '', role: 'town-officer' })
  const roles = useRead(listRoles, {}, { enabled: open })
  const create = useWrite(createAccount)
  const submit = () => create.mutate({ body: { id: newId(), ...draft, phone: '', role: draft.role as 'clerk' } })
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        新建账号
      </Button>
      <Modal
        open={open}
        title="新建账号"
        okText="新建"
        cancelText="关闭"
        confirmLoading={create.isPending}
        onOk={submit}
        onCancel={() => setOpen(false)}
      >
        <div style={{ display: 'grid', gap: 12 }}>
          <label className="field">
            姓名
            <Input value={draft.name} onChange={(event) => setDraft({ ...draft, name: event.target.value })} />
          </label>
          <label className="field">
            用户名
            <Input value={draft.username} onChange={(event) => setDraft({ ...draft, username: event.target.value })} />
          </label>
          <label className="field">
            职务
            <Input value={draft.post} onChange={(event) => setDraft({ ...draft, post: event.target.value })} />
          </label>
          <label className="field">
            岗位
            <Select
              aria-label="岗位"
              value={draft.role}
              options={roles.data?.map((role) => ({ value: role.key, label: role.label })) ?? []}
              onChange={(role) => setDraft({ ...draft, role })}
            />
          </label>
          <ProblemNote error={create.error} />
          {create.data?.firstPassword && (
            <p className="problem">
              初始密码：<b>{create.data.firstPassword}</b>（只显示这一次）
            </p>
          )}
        </div>
      </Modal>
    </>
  )
}
