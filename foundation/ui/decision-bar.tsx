// The one decision of a page, at the foot of the work: what was checked and the sum first, the filled button last.
import type { ReactNode } from 'react'

export function DecisionBar({ children, acts }: { children: ReactNode; acts: ReactNode }) {
  return (
    <section className="bar-foot" aria-label="办理">
      {children}
      <div className="acts">{acts}</div>
    </section>
  )
}
