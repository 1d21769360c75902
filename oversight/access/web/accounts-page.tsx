// Accounts of the district: who may do what, where; a first password is shown once, for the paper slip.
import { LinkButton } from '@songhe/ui/link-button'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay, useMe } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { StateTag, type Tone } from '@songhe/ui/state-tag'
import type { ReplyOf } from '@songhe/basics/contract'
import { Input, type TableColumnsType } from 'antd'
import { listAccounts } from '../contract.ts'
import { AccountActs } from './account-acts.tsx'
import { NewAccount } from './new-account.tsx'

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
  const mayReset = useMay('practice.reset')
  const { demo } = useMe()
  const columns: TableColumnsType<Row> = [
    { title: '用户名', dataIndex: 'username' },
    { title: '姓名', dataIndex: 'name', render: (name: string) => <b>{name}</b> },
    { title: '职务', dataIndex: 'post', render: (post: string) => post || <span className="stone">没有填写</span> },
    {
      title: '岗位与范围',
      render: (_, row) =>
        row.grants.map((grant) => `${grant.label}${grant.area ? `（${grant.area}）` : ''}`).join('、') ||
        (row.asked ? <span className="amber">{row.asked}，待安全管理员授予</span> : '无'),
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
            <LinkButton to="/access/asked">待授予的岗位</LinkButton>
            <LinkButton to="/access/roles">岗位权限</LinkButton>
            <LinkButton to="/access/deputies">代理</LinkButton>
            <LinkButton to="/towns/posts">镇街联系人</LinkButton>
            <LinkButton to="/access/invariants">数据自查</LinkButton>
            {mayEdit && <LinkButton to="/access/town-accounts">批量建账号</LinkButton>}
            {demo && mayReset && <LinkButton to="/access/practice">恢复演示数据</LinkButton>}
            {mayEdit && <NewAccount />}
          </>
        }
      />
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
