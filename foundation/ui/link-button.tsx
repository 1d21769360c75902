// A link to another page that looks like the button it is: filled for the page's one act, outlined for its neighbours.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

interface Props {
  to: string
  children: ReactNode
  primary?: boolean
}

export function LinkButton({ to, children, primary = false }: Props) {
  return (
    <Link to={to as never} className={primary ? 'link-button filled' : 'link-button'}>
      {children}
    </Link>
  )
}
