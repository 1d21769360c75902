// 中心带站: each leading centre with its stations, and the two shares with their bases.
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { Link } from '@tanstack/react-router'
import { Collapse } from 'antd'
import { showChains } from '../contract/chain.ts'
import { Places } from './places.tsx'
import { Share } from './words.tsx'

export function ChainsPage() {
  const { data, error } = useRead(showChains, { query: {} })
  return (
    <>
      <PageTitle title="中心带站">
        <span className="sub">{data && `${data.on}，另有 ${data.alone} 处站点没有中心带`}</span>
      </PageTitle>
      <Places at="/facilities/chains" />
      <ProblemNote error={error} />
      {data && (
        <section
          className="card inside"
          style={{ display: 'flex', gap: 28, flexWrap: 'wrap', marginBottom: 12 }}
          aria-label="比例"
        >
          <div>
            <div className="sub">站点有中心带（÷ 运营中的站点）</div>
            <b>
              <Share {...data.inChain} />
            </b>
          </div>
          <div>
            <div className="sub">有中心带且社会化运营（÷ 运营中的站点）</div>
            <b>
              <Share {...data.social} />
            </b>
          </div>
        </section>
      )}
      {data?.centres.length === 0 && <p className="card inside sub">还没有中心带站。请在中心的页面“纳入站点”。</p>}
      <Collapse
        items={(data?.centres ?? []).map((centre) => ({
          key: centre.id,
          label: `${centre.name}（${centre.place}），带 ${centre.children.length} 处${centre.operator ? `，${centre.operator} 运营` : ''}`,
          children: (
            <>
              <p>
                <Link to={`/facilities/${centre.id}` as never}>打开{centre.name}</Link>
              </p>
              <ul style={{ columns: '260px auto' }}>
                {centre.children.map((child) => (
                  <li key={child.id}>
                    <Link to={`/facilities/${child.id}` as never}>{child.name}</Link>{' '}
                    <span className="xs">{child.kindTitle}</span>
                  </li>
                ))}
              </ul>
            </>
          ),
        }))}
      />
    </>
  )
}
