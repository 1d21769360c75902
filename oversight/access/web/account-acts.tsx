// What an administrator does to one account: unlock, disable, give and take roles. Two kinds of administrators, two kinds of rights.
import type { ReplyOf } from '@songhe/basics/contract'
import { newId } from '@songhe/basics/ids'
import { useMay } from '@songhe/ui/me'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { TownSelect } from './town-select.tsx'
import { disableAccount, grantRole, type listAccounts, listRoles, resetPassword, revokeRole, unlockAccount } from '../contract.ts'

type Row = ReplyOf<typeof listAccounts>['rows'][number]

export function AccountActs({ row }: { row: Row }) {
  const [mayAccounts, mayGrants] = [useMay('access.accounts'), useMay('access.grants')]
  const [open, setOpen] = useState<'disable' | 'grants' | 'reset'>()
  const unlock = useWrite(unlockAccount)
  return (
    <>
      {mayAccounts && row.state === 'locked' && (
        <Button type="link" size="small" onClick={() => unlock.mutate({ params: { id: row.id } })}>
          解锁
        </Button>
      )}
      {mayAccounts && row.state !== 'disabled' && (
        <Button type="link" size="small" onClick={() => setOpen('reset')}>
          重置密码
        </Button>
      )}
      {mayAccounts && row.state !== 'disabled' && (
        <Button type="link" size="small" onClick={() => setOpen('disable')}>
          停用
        </Button>
      )}
      {mayGrants && (
        <Button type="link" size="small" onClick={() => setOpen('grants')}>
          岗位
        </Button>
      )}
      {open === 'reset' && <Reset row={row} onClose={() => setOpen(undefined)} />}
      {open === 'disable' && <Disable row={row} onClose={() => setOpen(undefined)} />}
      {open === 'grants' && <Grants row={row} onClose={() => setOpen(undefined)} />}
    </>
  )
}

function Reset({ row, onClose }: { row: Row; onClose(): void }) {
  const reset = useWrite(resetPassword)
  const made = reset.data?.firstPassword
  return (
    <Modal
      open
      title={`重置密码：${row.name}（${row.username}）`}
      okText={made ? '抄好了' : '重置'}
      cancelText="取消"
      {...(made && { cancelButtonProps: { style: { display: 'none' } } })}
      confirmLoading={reset.isPending}
      onOk={() => (made ? onClose() : reset.mutate({ params: { id: row.id } }))}
      onCancel={onClose}
    >
      {made ? (
        <p>
          新的初始密码：<b className="password">{made}</b>
          <br />
          只显示这一次，请抄在纸条上交给本人。
        </p>
      ) : (
        <p>原密码和已绑定的动态码立即作废，已登录的页面立即退出；对方用新的初始密码登录后要改密码、重新绑定动态码。</p>
      )}
      <ProblemNote error={reset.error} />
    </Modal>
  )
}

function Disable({ row, onClose }: { row: Row; onClose(): void }) {
  const [reason, setReason] = useState('')
  const disable = useWrite(disableAccount)
  return (
    <Modal
      open
      title={`停用账号：${row.name}（${row.username}）`}
      okText="停用"
      cancelText="取消"
      okButtonProps={{ disabled: reason.trim().length < 2, loading: disable.isPending }}
      onOk={() => disable.mutate({ params: { id: row.id }, body: { reason } }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <label className="field">
        原因
        <Input
          value={reason}
          maxLength={200}
          placeholder="例如：调离本单位"
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <ProblemNote error={disable.error} />
    </Modal>
  )
}

function Grants({ row, onClose }: { row: Row; onClose(): void }) {
  const roles = useRead(listRoles, {})
  const [role, setRole] = useState<string>()
  const [until, setUntil] = useState('')
  const [area, setArea] = useState<number>()
  const grant = useWrite(grantRole)
  const revoke = useWrite(revokeRole)
  const give = () =>
    grant.mutate({
      params: { id: row.id },
      body: { id: newId(), role: role as 'clerk', ...(until && { until }), ...(area && { area }) },
    })
  return (
    <Modal open title={`岗位：${row.name}（${row.username}）`} footer={null} onCancel={onClose}>
      {row.grants.map((one) => (
        <p key={one.id}>
          {one.label}
          {one.area && `（${one.area}）`}
          {one.until && `，至 ${one.until}`}{' '}
          <Button size="small" danger onClick={() => revoke.mutate({ params: { id: one.id } })}>
            收回
          </Button>
        </p>
      ))}
      {row.grants.length === 0 && <p className="sub">现在没有岗位。</p>}
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
        <Select
          aria-label="要授予的岗位"
          placeholder="要授予的岗位"
          value={role}
          style={{ minWidth: 180 }}
          options={roles.data?.map((one) => ({ value: one.key, label: one.label })) ?? []}
          onChange={setRole}
        />
        <TownSelect value={area} onChange={setArea} />
        <Input
          type="date"
          aria-label="到哪天为止（可不填）"
          value={until}
          style={{ width: 150 }}
          onChange={(event) => setUntil(event.target.value)}
        />
        <Button disabled={!role} loading={grant.isPending} onClick={give}>
          授予
        </Button>
      </div>
      <p className="sub">收回从对方的下一次操作起生效。</p>
      <ProblemNote error={grant.error ?? revoke.error} />
    </Modal>
  )
}
