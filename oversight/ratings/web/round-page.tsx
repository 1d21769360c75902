// One round: which standard, how far it is, every case of it; apply for a site, print the notice, end it.
import type { ReplyOf } from '@songhe/basics/contract'
import { ActButton, Card, optionsOf } from '@songhe/facilities/web-door'
import { Citation } from '@songhe/ui/citation'
import { LinkButton } from '@songhe/ui/link-button'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { Link, useParams } from '@tanstack/react-router'
import { Select, Skeleton } from 'antd'
import { listCases } from '../contract/cases.ts'
import { closeRound, showRound } from '../contract/rounds.ts'
import { CASE_STATES, SCHEMES } from '../contract/shapes.ts'
import { ApplyButton } from './apply-button.tsx'
import { CASE_COLUMNS, type CaseRow } from './case-columns.tsx'
import { Places } from './places.tsx'
import { ExampleTag, IN_TEXT, RoundWord } from './words.tsx'

type Round = ReplyOf<typeof showRound>
const START = { page: 1, size: 20, state: 'all' }

export function RoundPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const [state, change] = useListState(START)
  const { data: round, error } = useRead(showRound, { params: { id } })
  const query = { ...state, round: id } as never
  const cases = useRead(listCases, { query })
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
        <ListPage<CaseRow>
          columns={CASE_COLUMNS}
          rows={cases.data?.rows}
          total={cases.data?.total ?? 0}
          page={Number(state.page)}
          size={Number(state.size)}
          rowKey="id"
          loading={cases.isFetching}
          error={cases.error}
          sheet={{ line: listCases, input: { query } }}
          empty="没有这样的评定件。"
          onPage={(page, size) => change({ page, size })}
          filters={
            <Select
              aria-label="状态"
              value={state.state}
              onChange={(value) => change({ state: value })}
              style={{ minWidth: 130 }}
              options={[{ value: 'all', label: '全部状态' }, ...optionsOf(CASE_STATES)]}
            />
          }
        />
      </div>
    </>
  )
}

function Acts({ round }: { round: Round }) {
  const [mayApply, mayClose] = [useMay('ratings.apply'), useMay('ratings.rounds')]
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
        <ApplyButton primary round={{ ...round, kinds: round.standard.kinds, sections: round.standard.sections }} />
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
