// From clause to table to effect: clause tree with its words at the left, the table, its cases and its effect, then the decision.
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { showDocument } from '../contract.ts'
import { ClauseTree } from './clause-tree.tsx'
import { DocumentState } from './document-state.tsx'
import { ImportWording } from './import-files.tsx'
import { PackWork } from './pack-work.tsx'

export function PolicyPage() {
  const { key = '' } = useParams({ strict: false }) as { key?: string }
  const { pack: asked } = useSearch({ strict: false }) as { pack?: string }
  const document = useRead(showDocument, { params: { key: decodeURIComponent(key) } })
  const [chosen, setChosen] = useState<string>()
  const clauses = document.data?.clauses ?? []
  const locator = chosen ?? clauses.find((clause) => clause.tables.some((table) => !asked || table.pack === asked))?.locator
  const clause = clauses.find((one) => one.locator === locator)
  const pack = chosen ? clause?.tables[0]?.pack : (asked ?? clause?.tables[0]?.pack)
  // A table may stand on a registered decision and on no document of the register: then only the table is shown.
  if (document.error && !asked) return <ProblemNote error={document.error} />
  return (
    <>
      <PageTitle
        title={document.data?.title ?? decodeURIComponent(key)}
        acts={
          <>
            <Link to={'/benefits/lab' as string}>在实验室试算</Link>
            {document.data && <ImportWording document={document.data.key} />}
          </>
        }
      >
        {document.data && (
          <span className="sub">
            {document.data.number ?? '无文号'} {document.data.issuer} {document.data.issuedOn ?? '无日期'}{' '}
            <DocumentState status={document.data.status} />
          </span>
        )}
      </PageTitle>
      <div className="split">
        <ClauseTree clauses={clauses} locator={locator} onChoose={setChosen} />
        {pack ? (
          <PackWork key={pack} pack={pack} />
        ) : (
          <section className="card">
            <p className="inside sub">这一条没有规则表。请在左边选有“表”字的条款。</p>
          </section>
        )}
      </div>
    </>
  )
}
