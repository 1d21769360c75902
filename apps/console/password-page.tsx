// The first password came on paper; nothing opens until it is changed.
import { changePassword } from '@songhe/basics/session'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { DoorFrame } from './door-frame.tsx'

export function PasswordPage({ onDone, onLeave }: { onDone(): void; onLeave(): void }) {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const change = useWrite(changePassword)
  const differs = again !== '' && again !== next
  return (
    <DoorFrame title="请先修改初始密码" onSubmit={() => change.mutate({ body: { current, next } }, { onSuccess: onDone })}>
      <label className="field">
        纸条上的初始密码
        <Input
          type="password"
          value={current}
          autoComplete="current-password"
          onChange={(event) => setCurrent(event.target.value)}
        />
      </label>
      <label className="field">
        新密码（至少 10 个字符，大写、小写、数字、符号用三种）
        <Input type="password" value={next} autoComplete="new-password" onChange={(event) => setNext(event.target.value)} />
      </label>
      <label className="field">
        再输一次新密码
        <Input
          type="password"
          value={again}
          autoComplete="new-password"
          status={differs ? 'error' : ''}
          onChange={(event) => setAgain(event.target.value)}
        />
      </label>
      {differs && <p className="red">两次输入不一样。</p>}
      <ProblemNote error={change.error} />
      <Button
        type="primary"
        size="large"
        htmlType="submit"
        loading={change.isPending}
        disabled={!current || !next || next !== again}
      >
        修改密码
      </Button>
      <Button type="text" onClick={onLeave}>
        退出
      </Button>
    </DoorFrame>
  )
}
