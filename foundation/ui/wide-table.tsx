// A table that may be wider than the screen: it scrolls inside its card, and by keyboard too.
import { Table, type TableProps } from 'antd'
import { useEffect, useRef } from 'react'

export function WideTable<Row extends object>({ scroll, ...props }: TableProps<Row>) {
  const place = useRef<HTMLDivElement>(null)
  // antd gives the part that scrolls no tab stop; without one a keyboard cannot reach the columns outside.
  useEffect(() => {
    for (const part of place.current?.querySelectorAll('.ant-table-content, .ant-table-body') ?? [])
      part.setAttribute('tabindex', '0')
    // Its hidden row that only measures repeats the box that ticks all: nobody may come to it by key.
    for (const row of place.current?.querySelectorAll('.ant-table-measure-row') ?? []) row.setAttribute('inert', '')
  })
  return (
    <div ref={place}>
      <Table<Row> size="small" {...props} scroll={{ x: 'max-content', ...scroll }} />
    </div>
  )
}
