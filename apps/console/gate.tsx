// Before anything else: who is here, and is anything owed first (a new password, a second factor)?
import { me as whoAmI, signOut } from '@songhe/basics/session'
import { call } from '@songhe/ui/call'
import { MeContext } from '@songhe/ui/me'
import { useRead } from '@songhe/ui/query'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { SignInAgain } from './sign-in-again.tsx'
import { SignInPage } from './sign-in-page.tsx'

// Seldom needed: the first page of the day does not carry them.
const EnrolPage = lazy(() => import('./enrol-page.tsx').then((module) => ({ default: module.EnrolPage })))
const PasswordPage = lazy(() => import('./password-page.tsx').then((module) => ({ default: module.PasswordPage })))
const Office = lazy(() => import('./office.tsx').then((module) => ({ default: module.Office })))

export function Gate() {
  const client = useQueryClient()
  const me = useRead(whoAmI, {})
  const again = () => void client.resetQueries()
  const leave = () => void call(signOut, {}).finally(again)
  // Asked again after a first refusal, the sign-in page stays: between password and code it holds what was typed.
  if (me.isPending && me.errorUpdateCount === 0) return <p className="inside sub">正在打开…</p>
  // Once somebody is at work, an ended session lies over the page instead of taking it away.
  if (!me.data) return <SignInPage onDone={again} problem={me.error?.problem.facts?.signIn ? undefined : me.error} />
  return (
    <Suspense
      fallback={
        <p className="sub" style={{ padding: 24 }}>
          正在打开…
        </p>
      }
    >
      {me.data.mustChangePassword ? (
        <PasswordPage onDone={again} onLeave={leave} />
      ) : me.data.mustEnrol ? (
        <EnrolPage onDone={again} onLeave={leave} />
      ) : (
        <MeContext value={me.data}>
          <Office key={me.data.permissions.join()} me={me.data} onSignOut={leave} />
          <SignInAgain username={me.data.username} onOther={again} />
        </MeContext>
      )}
    </Suspense>
  )
}
