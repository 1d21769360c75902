// 证照: what the site holds and until when; what has run out is red, what runs out soon is amber, and the days say how soon.
import { useMay, useMe } from '@songhe/ui/me'
import { addPaper, closePaper, PAPER_KINDS } from '../contract/papers.ts'
import type { FacilityFile } from '../contract/register.ts'
import { ActButton } from '@songhe/ui/act-button'
import { Card } from './facility-cards.tsx'
import { PaperWord } from './words.tsx'

export function PapersCard({ site }: { site: FacilityFile }) {
  const may = useMay('facilities.write')
  return (
    <Card title="证照" act={may && <Add site={site} />}>
      {site.papers.length === 0 && <p className="sub">没有登记</p>}
      <ul>
        {site.papers.map((paper) => (
          <li key={paper.id} style={{ padding: '5px 0', borderBottom: '1px solid var(--line-soft)' }}>
            <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', alignItems: 'center' }}>
              <b>{paper.kind}</b> <PaperWord state={paper.state} days={paper.days} />
            </div>
            <div className="xs">
              {[paper.number, paper.issuer, `${paper.from} 至 ${paper.to ?? '长期'}`].filter(Boolean).join('，')}{' '}
              {may && (
                <ActButton
                  line={closePaper}
                  button="注销"
                  quiet
                  title={`注销或更正：${paper.kind}`}
                  fields={[{ name: 'reason', label: '理由', kind: 'long', required: true }]}
                  input={(values, id) => ({ params: { id: site.id, paper: paper.id }, body: { id, reason: values.reason } })}
                />
              )}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Add({ site }: { site: FacilityFile }) {
  const me = useMe()
  return (
    <ActButton
      line={addPaper}
      button="登记证照"
      small
      initial={{ from: me.today }}
      fields={[
        {
          name: 'kind',
          label: '证照',
          kind: 'select',
          required: true,
          options: PAPER_KINDS.map((kind) => ({ value: kind, label: kind })),
        },
        { name: 'number', label: '编号' },
        { name: 'issuer', label: '发证机关' },
        { name: 'from', label: '有效期起', kind: 'day', required: true },
        { name: 'to', label: '有效期至', kind: 'day', note: '证照上印的最后一天；长期有效的不填。' },
      ]}
      input={({ kind, number = '', issuer = '', from, to }, id) => ({
        params: { id: site.id },
        body: { id, kind, number, issuer, from, to: to || null },
      })}
    />
  )
}
