// 依据: document and clause in a thin serif frame; a click opens the clause beside the work. One form everywhere.
import { createContext, useContext } from 'react'

export type OpenClause = (document: string, clause: string) => void
export const ClauseOpener = createContext<OpenClause>(() => {})

export function Citation({ document, clause }: { document: string; clause?: string }) {
  const open = useContext(ClauseOpener)
  return (
    <button
      type="button"
      className="cite"
      aria-label={`依据 ${document} ${clause ?? ''}`}
      onClick={() => open(document, clause ?? '')}
    >
      <span>{document}</span>
      {clause && <em>{clause}</em>}
    </button>
  )
}
