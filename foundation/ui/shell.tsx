// The frame of every staff page: rail of places, one search box, who and where one is.
import type { Me } from '@songhe/basics/session'
import { Link, useLocation } from '@tanstack/react-router'
import { Dropdown } from 'antd'
import type { ReactNode } from 'react'
import { Finder, type Found } from './finder.tsx'
import type { MenuPlace } from './pages.tsx'

interface Props {
  me: Me
  places: readonly MenuPlace[]
  search?: (text: string) => Promise<Found[]>
  onSignOut(): void
  children: ReactNode
}

export function Shell({ me, places, search, onSignOut, children }: Props) {
  const { pathname } = useLocation()
  const day = new Date(`${me.today}T00:00:00Z`)
  const weekday = new Intl.DateTimeFormat('zh-CN', { weekday: 'long', timeZone: 'UTC' }).format(day)
  return (
    <div className="frame">
      <nav className="rail" aria-label="主菜单">
        <div className="brand">松鹤</div>
        {places.map((place) => {
          const on = pathname === place.path || pathname.startsWith(`${place.path}/`)
          return (
            <Link key={place.key} to={place.path} className={on ? 'on' : ''} {...(on && { 'aria-current': 'page' as const })}>
              {place.icon}
              <span>{place.label}</span>
            </Link>
          )
        })}
        {me.demo && (
          <div className="foot">
            演示区
            <br />
            人员虚构
          </div>
        )}
      </nav>
      <header className="topbar">
        <span className="office">
          {me.district.office}
          {me.boundariesOf && <small>演示 · 区划按{me.boundariesOf}年</small>}
        </span>
        {search && <Finder search={search} />}
        <div className="right">
          <span className="date">
            {me.today.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')} {weekday}
          </span>
          <Dropdown autoFocus trigger={['click']} menu={{ items: [{ key: 'out', label: '退出登录', onClick: onSignOut }] }}>
            <button type="button" className="me" aria-label={`${me.name} ${me.post}`}>
              <i>{me.name.slice(1, 2) || me.name}</i>
              <span>{me.name}</span>
              <span className="sub">{me.roles.map((role) => role.label).join('、')}</span>
            </button>
          </Dropdown>
        </div>
      </header>
      <main className="work">{children}</main>
    </div>
  )
}
