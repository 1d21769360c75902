// One round: which standard, how far it is, every case of it; apply for a site, print the notice, end it.
import type { ReplyOf } from '@songhe/basics/contract'
import { ActButton } from '@songhe/ui/act-button'
import { Card } from '@songhe/facilities/web-door'
import { Citation } from '@songhe/ui/citation'
import { LinkButton } from '@songhe/ui/link-button'
import { useMay } from '@songhe/ui/me'
import { useNotice } from '@songhe/ui/notice'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { Link, useParams } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { enterSites } from '../contract/cases.ts'
import { closeRound, showRound } from '../contract/rounds.ts'
import { SCHEMES } from '../contract/shapes.ts'
import { ApplyButton } from './apply-button.tsx'
import { Places } from './places.tsx'
import { RoundCases } from './round-cases.tsx'
import { ExampleTag, IN_TEXT, RoundWord } from './words.tsx'

type Round = ReplyOf<typeof showRound>

export function RoundPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: round, error } = useRead(showRound, { params: { id } })
  if (error) return <ProblemNote error={error} />
  if (!round) return <Skeleton active />
  return (
    <>
      <PageTitle title={round.title} acts={<Acts round={round} />}>
        <div>
          <RoundWord state={round.state} /> <ExampleTag example={round.example} />　{SCHEMES[round.scheme]}
          {round.year && `，${round.year} 年度`}
          <div className="sub">
            {round.announcement}，{round.announcedOn} 公告，申请截止 {round.applyBy}，{round.openedBy} 开轮
            {round.closedOn && `；${round.closedOn} 结束：${round.closedReason}`}
          </div>
        </div>
      </PageTitle>
      <Places at="/ratings" />
      <div style={{ display: 'grid', gap: 12 }}>
        <StandardCard round={round} />
        <RoundCases round={round.id} />
      </div>
    </>
  )
}

function Acts({ round }: { round: Round }) {
  const [mayApply, mayClose, notice] = [useMay('ratings.apply'), useMay('ratings.rounds'), useNotice()]
  const yearly = round.scheme === 'evaluation'
  return (
    <>
      <LinkButton to={`/ratings/rounds/${round.id}/notice`}>公示打印</LinkButton>
      {mayClose && round.state !== 'closed' && (
        <ActButton
          line={closeRound}
          button="结束这一轮"
          fields={[{ name: 'reason', label: '说明', kind: 'long', required: true }]}
          input={({ reason }, id) => ({ params: { id: round.id }, body: { id, reason } })}
        />
      )}
      {mayApply && round.state === 'applying' && (
        <ApplyButton
          primary={!yearly || !mayClose}
          round={{ ...round, kinds: round.standard.kinds, sections: round.standard.sections }}
        />
      )}
      {mayClose && yearly && round.state === 'applying' && (
        <ActButton
          line={enterSites}
          button="列入全部设施"
          primary
          fields={[]}
          input={(_values, id) => ({ params: { id: round.id }, body: { id } })}
          onDone={({ entered }) => void notice.success(entered ? `列入 ${entered} 处。` : '没有新的设施要列入。')}
        >
          <p>把正在运营的{round.standard.kinds.map(({ title }) => title).join('、')}都列入这一轮；已经列入的不变。</p>
        </ActButton>
      )}
    </>
  )
}

function StandardCard({ round }: { round: Round }) {
  const { standard } = round
  return (
    <Card title="评分标准" act={<Citation document={standard.document} clause={standard.clause} />}>
      <p>
        <Link style={IN_TEXT} to={`/policy/documents/${encodeURIComponent(standard.document)}?pack=${standard.pack}` as never}>
          {standard.title}
        </Link>{' '}
        第{standard.version}版，满分 {standard.sections.reduce((sum, { points }) => sum + points, 0)} 分：
        {standard.sections.map(({ id, points }) => `${id} ${points}`).join('，')}。
      </p>
      <p className="sub">
        等级从高到低：{standard.grades.join('、')}。公示 {round.noticeDays} 个工作日
        {round.validityMonths ? `，有效期 ${round.validityMonths} 个月` : '，结果管当年'}。适用：
        {standard.kinds.map(({ title }) => title).join('、')}。
      </p>
    </Card>
  )
}
