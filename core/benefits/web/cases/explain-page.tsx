// The explanation of one amount as an A4 page in plain words, for the elder or the family.
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { yuan } from '@songhe/basics/money'
import { useSearch } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import * as contract from '../../contract-explain.ts'
import type { ExplainedLine } from './explain-drawer.tsx'
import { explainStyle } from './explain-style.ts'
import { LineChain } from './line-chain.tsx'

export function ExplainPage() {
  const line = useSearch({ strict: false }) as ExplainedLine
  const named = Boolean(line.run && line.person && line.programme)
  const told = useRead(contract.explainLine, { query: { ...line, kind: line.kind ?? 'month' } }, { enabled: named })
  if (!named) return <p className="card inside">请从发放明细或老人档案里点“为什么”，打开一笔钱的说明。</p>
  if (told.error) return <ProblemNote error={told.error} />
  if (!told.data) return <Skeleton active />
  const one = told.data
  return (
    <article style={{ maxWidth: 760 }}>
      <style href="benefits-explain" precedence="low">
        {explainStyle}
      </style>
      <PageTitle
        title={`为什么是 ${yuan(one.fen)} 元`}
        acts={
          <Button type="primary" onClick={() => window.print()}>
            打印说明
          </Button>
        }
      >
        <span className="stone">
          {one.name}，{one.age}岁，{one.place}　{one.programmeTitle}，{one.forMonth}
        </span>
      </PageTitle>
      <LineChain told={one} />
    </article>
  )
}
