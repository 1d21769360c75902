// Before anything else: who is here, and is anything owed first (a new password, a second factor)?
import { me as whoAmI, signOut } from '@songhe/basics/session'
import { call } from '@songhe/ui/call'
import { MeContext } from '@songhe/ui/me'
import { useRead } from '@songhe/ui/query'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { EnrolPage } from './enrol-page.tsx'
import { PasswordPage } from './password-page.tsx'
import { SignInPage } from './sign-in-page.tsx'

const Office = lazy(() => import('./office.tsx').then((module) => ({ default: module.Office })))

export function Gate() {
  const client = useQueryClient()
  const me = useRead(whoAmI, {})
  const again = () => void client.resetQueries()
  const leave = () => void call(signOut, {}).finally(again)
  if (me.isPending) return <p className="inside sub">正在打开…</p>
  if (me.isError || !me.data)
    return <SignInPage onDone={again} problem={me.error?.problem.facts?.signIn ? undefined : me.error} />
  if (me.data.mustChangePassword) return <PasswordPage onDone={again} onLeave={leave} />
  if (me.data.mustEnrol) return <EnrolPage onDone={again} onLeave={leave} />
  return (
    <MeContext value={me.data}>
      <Suspense
        fallback={
          <p className="sub" style={{ padding: 24 }}>
            正在打开…
          </p>
        }
      >
        <Office me={me.data} onSignOut={leave} />
      </Suspense>
    </MeContext>
  )
}
