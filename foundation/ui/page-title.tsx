// The name of the thing in serif, then its quiet facts, then at the right what may be done.
import type { ReactNode } from 'react'

export function PageTitle({ title, children, acts }: { title: ReactNode; children?: ReactNode; acts?: ReactNode }) {
  return (
    <header className="page-head">
      <h1>{title}</h1>
      {children}
      {acts && <div className="acts">{acts}</div>}
    </header>
  )
}
