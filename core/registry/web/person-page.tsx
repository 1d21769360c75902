// One elder: who and where on one line, money from the room that pays, facts with their sources, family, who looked, the life axis.
import { LinkButton } from '@songhe/ui/link-button'
import { useMay } from '@songhe/ui/me'
import { Masked } from '@songhe/ui/masked'
import { PageTitle } from '@songhe/ui/page-title'
import { Panel } from '@songhe/ui/panel'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Link, useParams } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import type { PersonFile } from '../contract/people.ts'
import { showPerson } from '../contract.ts'
import { FactsPanel } from './facts-panel.tsx'
import { FamilyPanel } from './family-panel.tsx'
import { LifeActs } from './life-acts.tsx'
import { LifePanel } from './life-panel.tsx'
import { HouseholdPanel } from './household-panel.tsx'
import { LooksPanel } from './looks-panel.tsx'
import { ResidencePanel } from './residence-panel.tsx'
import { SurveyPanel } from './survey-panel.tsx'
import { useReveal } from './use-reveal.ts'

export function PersonPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const maySeeHealth = useMay('registry.health')
  const { data: person, error } = useRead(showPerson, { params: { id } })
  if (error) return <ProblemNote error={error} />
  if (!person) return <Skeleton active />
  return (
    <>
      <Head person={person} />
      {person.notices.map((notice) => (
        <p key={notice} className="problem" style={{ marginBottom: 10 }}>
          {notice}
        </p>
      ))}
      {person.mergedInto && (
        <p>
          <Link to={`/people/${person.mergedInto}` as never}>打开合并后的档案</Link>
        </p>
      )}
      {person.duplicates > 0 && (
        <p className="amber">
          有 {person.duplicates} 份疑似重复档案，<Link to={`/people/duplicates?person=${person.id}` as never}>去核对</Link>
        </p>
      )}
      <div className="person-grid">
        <div style={{ display: 'grid', gap: 12 }}>
          <Panel name="person.benefits" person={person} />
          <LifePanel person={person} />
          {maySeeHealth && <SurveyPanel person={person} />}
        </div>
        <aside className="card" aria-label="事实与来源">
          <FactsPanel person={person} />
          <HouseholdPanel person={person} />
          <FamilyPanel person={person} />
          <ResidencePanel residences={person.residences} />
          <LooksPanel looks={person.looks} />
        </aside>
      </div>
    </>
  )
}

function Head({ person }: { person: PersonFile }) {
  const reveal = useReveal(person.id)
  return (
    <PageTitle
      title={person.name}
      acts={
        <>
          <LifeActs person={person} />
          <LinkButton to={`/people/${person.id}/print`}>打印个人明细</LinkButton>
        </>
      }
    >
      <div>
        <b>
          {person.sex === 'female' ? '女' : '男'}，{person.age} 岁
        </b>
        {'　'}
        {person.place}
        {person.address}
        {'　'}
        {person.diedOn ? <StateTag tone="red">已去世</StateTag> : <b>在世</b>}
        {'　'}
        {person.traits.map((trait) => (
          <StateTag key={trait}>{trait}</StateTag>
        ))}
        <div className="sub">
          身份证 {person.citizenId ? <Masked value={person.citizenId} what="身份证号" {...reveal('id')} /> : '未登记'}
        </div>
      </div>
    </PageTitle>
  )
}
