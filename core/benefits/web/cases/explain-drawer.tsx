// "为什么是 200.00 元": a panel over the right side, without a mask, that leaves the list alive; prints as one A4 page.
import { useRead } from '@songhe/ui/query'
import { yuan } from '@songhe/basics/money'
import { ProblemNote } from '@songhe/ui/problem-note'
import { Button, Drawer, Skeleton, Space } from 'antd'
import * as contract from '../../contract-explain.ts'
import { deskStyle } from './desk-style.ts'
import { explainAddress } from './explain-address.ts'
import { explainStyle } from './explain-style.ts'
import { LineChain } from './line-chain.tsx'

export interface ExplainedLine {
  run: string
  person: string
  programme: string
  kind?: 'month' | 'arrear' | 'recovery' | 'one-off'
  forMonth?: string
}

export function ExplainDrawer({
  line,
  close,
  openPerson,
}: {
  line: ExplainedLine | undefined
  close: () => void
  openPerson: (person: string) => void
}) {
  return (
    <Drawer
      open={line !== undefined}
      onClose={close}
      mask={false}
      size={Math.min(648, window.innerWidth)}
      title={null}
      closable={false}
      aria-label="为什么是这个金额"
      footer={null}
    >
      {line && <Explained line={line} close={close} openPerson={openPerson} />}
    </Drawer>
  )
}

function Explained({
  line,
  close,
  openPerson,
}: {
  line: ExplainedLine
  close: () => void
  openPerson: (person: string) => void
}) {
  const told = useRead(contract.explainLine, { query: { ...line, kind: line.kind ?? 'month' } })
  if (told.error) return <ProblemNote error={told.error} />
  if (!told.data) return <Skeleton active />
  const one = told.data
  return (
    <>
      <style href="benefits-desk" precedence="low">
        {deskStyle}
      </style>
      <style href="benefits-explain" precedence="low">
        {explainStyle}
      </style>
      <div style={{ display: 'flex' }}>
        <div className="grow">
          <div className="stone">
            {one.name}，{one.age}岁，{one.place}　{one.programmeTitle}，{one.forMonth}
          </div>
          <h2 className="case-title">为什么是 {yuan(one.fen)} 元</h2>
        </div>
        <Button className="no-print" onClick={close}>
          关闭 Esc
        </Button>
      </div>
      <LineChain told={one} />
      <Space className="no-print" style={{ marginTop: 16, width: '100%', justifyContent: 'flex-end' }}>
        <span className="stone">同一条款，这批共付 {one.sameClause.toLocaleString()} 人</span>
        <Button onClick={() => openPerson(one.person)}>打开档案</Button>
        <Button type="primary" href={explainAddress(line)} target="_blank">
          打印说明
        </Button>
      </Space>
    </>
  )
}
