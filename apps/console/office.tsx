// The rooms' pages behind one frame: what a role may not do is not in its menu, and the server refuses it all the same.
import type { Me } from '@songhe/basics/session'
import { ClauseOpener } from '@songhe/ui/citation'
import { useMe } from '@songhe/ui/me'
import { NoticePlace } from '@songhe/ui/notice'
import { PanelShelf } from '@songhe/ui/panel'
import type { PageRoute } from '@songhe/ui/pages'
import { Shell } from '@songhe/ui/shell'
import { createRootRoute, createRoute, createRouter, Outlet, redirect, RouterProvider } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { OpenClause } from './clause-drawer.tsx'
import { rooms } from './pages.ts'

const ClauseDrawer = lazy(() => import('./clause-drawer.tsx').then((part) => ({ default: part.ClauseDrawer })))

const panels = Object.assign({}, ...rooms.map((room) => room.panels ?? {}))

export function Office({ me, onSignOut }: { me: Me; onSignOut(): void }) {
  const [router] = useState(() => makeRouter(me, onSignOut))
  return (
    <NoticePlace>
      <PanelShelf value={panels}>
        <RouterProvider router={router} />
      </PanelShelf>
    </NoticePlace>
  )
}

function makeRouter(me: Me, onSignOut: () => void) {
  const may = (permission: string) => permission === 'signed-in' || me.permissions.includes(permission)
  const places = rooms
    .flatMap((room) => room.menu)
    .filter((place) => may(place.permission))
    .sort((a, b) => a.order - b.order)
  const searches = rooms.flatMap((room) => (room.search && may(room.search.permission) ? [room.search.find] : []))
  const search =
    searches.length > 0
      ? async (text: string) => (await Promise.all(searches.map((find) => find(text)))).flat().slice(0, 12)
      : undefined
  const root = createRootRoute({
    component: () => <Frame places={places} onSignOut={onSignOut} {...(search && { search })} />,
    notFoundComponent: () => <p className="card inside">没有这个页面，或您的岗位不能打开。请从左侧菜单进入。</p>,
  })
  const home = createRoute({
    getParentRoute: () => root,
    path: '/',
    beforeLoad: () => {
      const first = places[0]
      if (first) throw redirect({ to: first.path })
    },
    component: () => <p className="card inside">您的账号还没有可以办理的事项，请联系本单位安全管理员授予岗位。</p>,
  })
  const routes = rooms
    .flatMap((room) => room.routes)
    .filter((route) => may(route.permission))
    .map((route) => createRoute({ getParentRoute: () => root, path: route.path, component: pageOf(route) }))
  return createRouter({ routeTree: root.addChildren([home, ...routes]) })
}

function pageOf(route: PageRoute) {
  const Page = lazy(() => route.load().then((component) => ({ default: component })))
  return function RoutedPage() {
    return (
      <>
        <title>{`${route.title} · 松鹤`}</title>
        <Suspense fallback={<p className="sub">正在打开…</p>}>
          <Page />
        </Suspense>
      </>
    )
  }
}

interface FrameProps {
  places: Parameters<typeof Shell>[0]['places']
  search?: Parameters<typeof Shell>[0]['search']
  onSignOut(): void
}

function Frame({ places, search, onSignOut }: FrameProps) {
  const me = useMe()
  const [clause, setClause] = useState<OpenClause>()
  const [opened, setOpened] = useState(false)
  return (
    <ClauseOpener value={(document, locator) => (setOpened(true), setClause({ document, clause: locator }))}>
      <Shell me={me} places={places} onSignOut={onSignOut} {...(search && { search })}>
        <Outlet />
      </Shell>
      {opened && (
        <Suspense>
          <ClauseDrawer clause={clause} onClose={() => setClause(undefined)} />
        </Suspense>
      )}
    </ClauseOpener>
  )
}
