// The clause beside the work; loaded when the first citation is opened, so that the first page of the day need not carry it.
import { Panel } from '@songhe/ui/panel'
import { Drawer } from 'antd'

export interface OpenClause {
  document: string
  clause: string
}

export function ClauseDrawer({ clause, onClose }: { clause: OpenClause | undefined; onClose(): void }) {
  return (
    <Drawer open={clause !== undefined} onClose={onClose} mask={false} size={480} title="依据">
      {clause && <Panel name="clause" {...clause} />}
    </Drawer>
  )
}
