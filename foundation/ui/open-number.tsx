// A number that opens the names or records behind it: dotted pine underline, a real button.
import type { ReactNode } from 'react'

export function OpenNumber({ children, onOpen, label }: { children: ReactNode; onOpen(): void; label?: string }) {
  return (
    <button type="button" className="opens" onClick={onOpen} {...(label && { 'aria-label': label })}>
      {children}
    </button>
  )
}
