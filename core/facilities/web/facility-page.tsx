// One site: what it is on one line, why it is or is not up to standard, then its facts, chain, contracts and history; papers and pictures at the side.
import { PageTitle } from '@songhe/ui/page-title'
import { Panel } from '@songhe/ui/panel'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { Link, useParams } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import type { FacilityFile } from '../contract/register.ts'
import { showFacility } from '../contract/register.ts'
import { FacilityActs } from './facility-acts.tsx'
import { FacilityFacts } from './facility-facts.tsx'
import { ChainCard, ContractsCard, HistoryCard, SameAddressCard } from './facility-cards.tsx'
import { PapersCard } from './papers-card.tsx'
import { PhotosCard } from './photos-card.tsx'
import { StandardsCard } from './standards-card.tsx'
import { ExampleTag, StandardWord, StateWord } from './words.tsx'

export function FacilityPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: site, error } = useRead(showFacility, { params: { id } })
  if (error) return <ProblemNote error={error} />
  if (!site) return <Skeleton active />
  return (
    <>
      <Head site={site} />
      {site.mismatch && (
        <p className="problem" style={{ marginBottom: 10 }}>
          {site.mismatch}发放年度补贴前请核定类别。
        </p>
      )}
      <div className="person-grid">
        <div style={{ display: 'grid', gap: 12 }}>
          <StandardsCard site={site} />
          <Panel name="facility.money" facility={site} />
          <FacilityFacts site={site} />
          <ChainCard site={site} />
          <ContractsCard site={site} />
          <HistoryCard site={site} />
        </div>
        <aside style={{ display: 'grid', gap: 12 }} aria-label="证照、等级与照片">
          <PapersCard site={site} />
          <Panel name="facility.ratings" facility={site} />
          <SameAddressCard site={site} />
          <PhotosCard site={site} />
        </aside>
      </div>
    </>
  )
}

function Head({ site }: { site: FacilityFile }) {
  return (
    <PageTitle title={site.name} acts={<FacilityActs site={site} />}>
      <div>
        <b>{site.kindTitle}</b>
        {'　'}
        {site.place}
        {site.address}
        {'　'}
        <StateWord state={site.state} /> {site.standard !== 'none' && <StandardWord verdict={site.standard} />}{' '}
        <ExampleTag example={site.example} />
        <div className="sub">
          {[
            site.code && `编号 ${site.code}`,
            site.operator && `${site.operator.name} 运营`,
            site.openedOn && `${site.openedOn} 开业`,
            site.closedOn && `${site.closedOn} 关闭`,
            site.contact && `负责人 ${site.contact}`,
            site.phone && `电话 ${site.phone}`,
          ]
            .filter(Boolean)
            .join('，')}
          {site.import && (
            <>
              {'，'}
              <Link to={`/imports/${site.import}` as never}>来自导入</Link>
            </>
          )}
        </div>
      </div>
    </PageTitle>
  )
}
