// Facts with their source and date, one line each.
import type { ReactNode } from 'react'

export interface FieldLine {
  label: string
  value: ReactNode
  source?: ReactNode
}

export function FieldList({ lines }: { lines: readonly FieldLine[] }) {
  return (
    <dl className="facts">
      {lines.map((line) => (
        <div key={line.label}>
          <dt>{line.label}</dt>
          <dd>{line.value}</dd>
          <dd className="source">{line.source}</dd>
        </div>
      ))}
    </dl>
  )
}
