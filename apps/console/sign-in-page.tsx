// Signing in: name, password, and the six digits where a second factor is enrolled.
import { signIn } from '@songhe/basics/session'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { DoorFrame } from './door-frame.tsx'

export function SignInPage({ onDone, problem }: { onDone(): void; problem: unknown }) {
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [wantsCode, setWantsCode] = useState(false)
  const enter = useWrite(signIn)
  const submit = () =>
    enter.mutate(
      { body: { username, password, ...(code && { code }) } },
      { onSuccess: ({ next }) => (next === 'second-factor' ? setWantsCode(true) : onDone()) },
    )
  return (
    <DoorFrame title="区县养老服务管理" onSubmit={submit}>
      <label className="field">
        用户名
        <Input value={username} autoComplete="username" autoFocus onChange={(event) => setUsername(event.target.value)} />
      </label>
      <label className="field">
        密码
        <Input
          type="password"
          value={password}
          autoComplete="current-password"
          onChange={(event) => setPassword(event.target.value)}
        />
      </label>
      {wantsCode && (
        <label className="field">
          动态码（手机上的 6 位数字）
          <Input
            value={code}
            inputMode="numeric"
            autoComplete="one-time-code"
            autoFocus
            onChange={(event) => setCode(event.target.value)}
          />
        </label>
      )}
      <ProblemNote error={enter.error ?? problem} />
      <Button type="primary" size="large" htmlType="submit" loading={enter.isPending} disabled={!username || !password}>
        登录
      </Button>
    </DoorFrame>
  )
}
