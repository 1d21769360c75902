// The session ended (nobody touched the page for half an hour, or an administrator ended it): signing in again happens over the page, and what was typed stays.
import { me as whoAmI, signIn, signOut } from '@songhe/basics/session'
import { call, SESSION_ENDED } from '@songhe/ui/call'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal } from 'antd'
import { useEffect, useState } from 'react'

/** As long as the server keeps an idle session; a page that asks by itself must not keep it alive for ever. */
const IDLE = 30 * 60_000

export function SignInAgain({ username, onOther }: { username: string; onOther(): void }) {
  const [ended, setEnded] = useState(false)
  useEffect(() => {
    const end = () => setEnded(true)
    addEventListener(SESSION_ENDED, end)
    return () => removeEventListener(SESSION_ENDED, end)
  }, [])
  return ended ? <Again username={username} onDone={() => setEnded(false)} onOther={onOther} /> : <EndWhenIdle />
}

function Again({ username, onDone, onOther }: { username: string; onDone(): void; onOther(): void }) {
  const client = useQueryClient()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [wantsCode, setWantsCode] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const enter = async () => {
    setBusy(true)
    setError(undefined)
    try {
      const { next } = await call(signIn, { body: { username, password, ...(code && { code }) } })
      if (next === 'second-factor') return setWantsCode(true)
      await client.invalidateQueries({ refetchType: next === 'ready' ? 'active' : 'none' })
      if (next !== 'ready') await client.resetQueries({ queryKey: [whoAmI.path] })
      onDone()
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      closable={false}
      keyboard={false}
      title="请重新登录"
      footer={[
        <Button key="other" onClick={onOther}>
          换人登录（不保留填写的内容）
        </Button>,
        <Button key="enter" type="primary" loading={busy} disabled={!password} onClick={enter}>
          登录
        </Button>,
      ]}
    >
      <form
        style={{ display: 'grid', gap: 12 }}
        onSubmit={(event) => {
          event.preventDefault()
          void enter()
        }}
      >
        <p className="sub">长时间没有操作，或账号已被退出。登录后接着办，页面上填写的内容还在。</p>
        <label className="field">
          用户名
          <Input value={username} readOnly autoComplete="username" />
        </label>
        <label className="field">
          密码
          <Input
            type="password"
            value={password}
            autoFocus
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
              onChange={(event) => setCode(event.target.value)}
            />
          </label>
        )}
        <ProblemNote error={error} />
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Modal>
  )
}

const TOUCHED = 'songhe-touched'

/** Ends the session once nobody has touched any page of this browser for so long: all its tabs share one session. */
function EndWhenIdle() {
  useEffect(() => {
    let clock: ReturnType<typeof setTimeout>
    const look = () => {
      const rest = Number(localStorage.getItem(TOUCHED)) + IDLE - Date.now()
      if (rest > 0) clock = setTimeout(look, rest)
      else void call(signOut, {}).finally(() => dispatchEvent(new Event(SESSION_ENDED)))
    }
    const touched = () => localStorage.setItem(TOUCHED, String(Date.now()))
    touched()
    look()
    const signs = ['pointerdown', 'keydown', 'wheel'] as const
    for (const sign of signs) addEventListener(sign, touched, { passive: true })
    return () => {
      clearTimeout(clock)
      for (const sign of signs) removeEventListener(sign, touched)
    }
  }, [])
  return null
}
