// A number that opens the records behind it, as a link: it can be opened in another tab, and the address says what it is.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

export function Opens({ path, label, children }: { path: string; label?: string; children: ReactNode }) {
  const [to = '', query = ''] = path.split('?')
  const search = Object.fromEntries(new URLSearchParams(query))
  return (
    <Link to={to as never} search={search as never} className="opens" {...(label && { 'aria-label': label })}>
      {children}
    </Link>
  )
}

/** The page that lists the records of a measure. */
export const recordsPath = (measure: string, more: Record<string, string | number | undefined> = {}) => {
  const kept = Object.entries(more).filter(
    (entry): entry is [string, string | number] => entry[1] !== undefined && entry[1] !== '',
  )
  return `/planning/records?${new URLSearchParams([['measure', measure], ...kept.map(([key, value]) => [key, String(value)])])}`
}
