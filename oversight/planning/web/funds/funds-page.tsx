// 资金: the shares that documents ask for with their base, and each source with what came in, was set aside, was spent and is left.
import type { ReplyOf } from '@songhe/basics/contract'
import { fen } from '@songhe/basics/money'
import { ActButton, optionsOf } from '@songhe/ui/act-button'
import { Card } from '@songhe/facilities/web-door'
import { Citation } from '@songhe/ui/citation'
import { useListState } from '@songhe/ui/list-state'
import { useMay, useMe } from '@songhe/ui/me'
import { Money } from '@songhe/ui/money'
import { OpenNumber } from '@songhe/ui/open-number'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { StateTag, type Tone } from '@songhe/ui/state-tag'
import { WideTable } from '@songhe/ui/wide-table'
import { useNavigate } from '@tanstack/react-router'
import { Select, type TableColumnsType } from 'antd'
import {
  addBudgetLine,
  SHARE_BASES,
  decideShareRule,
  listShares,
  listSources,
  openSource,
  PURPOSES,
  setShareBase,
  SOURCE_KINDS,
  SOURCE_LEVELS,
} from '../../contract/funds.ts'
import { Places } from '../tasks/places.tsx'

type Share = ReplyOf<typeof listShares>['rows'][number]
type Source = ReplyOf<typeof listSources>['rows'][number]
const VERDICTS: Record<Share['verdict'], [Tone, string]> = {
  met: ['pine', '达到'],
  short: ['red', '没有达到'],
  'base-open': ['amber', '不计算'],
  'no-base-figure': ['stone', '没有基数'],
  'set-aside': ['stone', '不适用'],
}

export function FundsPage() {
  const { today } = useMe()
  const now = Number(today.slice(0, 4))
  const [state, change] = useListState({ year: now })
  const query = { year: Number(state.year) }
  return (
    <>
      <PageTitle title="资金" acts={useMay('funds.write') && <Acts year={query.year} />}>
        <Select
          aria-label="年份"
          value={query.year}
          onChange={(year) => change({ year })}
          options={[0, 1, 2, 3].map((back) => ({ value: now - back, label: `${now - back} 年` }))}
        />
      </PageTitle>
      <Places at="/tasks/funds" />
      <div style={{ display: 'grid', gap: 12 }}>
        <Shares query={query} />
        <Sources query={query} />
      </div>
    </>
  )
}

function Shares({ query }: { query: { year: number } }) {
  const { data, error } = useRead(listShares, { query })
  const may = useMay('funds.decide')
  const navigate = useNavigate()
  const open = (share: Share, part: string) =>
    navigate({ to: '/tasks/funds/entries' as never, search: { rule: share.rule, part, year: query.year } as never })
  return (
    <Card title="占比要求">
      <ProblemNote error={error} />
      {data?.rows.length === 0 && <p className="sub">这一年没有登记占比要求。由财务在“导入导出”里导入“资金占比要求”。</p>}
      <ul>
        {data?.rows.map((share) => (
          <li key={share.rule} style={{ padding: '8px 0', borderTop: '1px solid var(--line-soft)' }}>
            <div style={{ display: 'flex', gap: 10, flexWrap: 'wrap', alignItems: 'center' }}>
              <b>
                {share.base === 'open' ? '基数没有写明' : SHARE_BASES[share.base]}，不低于 {share.floor}%
              </b>
              <StateTag tone={VERDICTS[share.verdict][0]}>{VERDICTS[share.verdict][1]}</StateTag>
              {share.conflict && <StateTag tone="amber">写法不一，待认定</StateTag>}
              <Citation document={share.documentTitle} clause={share.clause} />
              {share.percent !== null && (
                <>
                  <OpenNumber label="计入的支出" onOpen={() => open(share, 'counted')}>
                    {share.percent}%
                  </OpenNumber>
                  {share.base !== 'gdp' && (
                    <OpenNumber label="作为基数的收入" onOpen={() => open(share, 'base')}>
                      基数
                    </OpenNumber>
                  )}
                </>
              )}
              {may && share.standing === 'stands' && (share.conflict || share.base === 'open') && <Decide share={share} />}
            </div>
            <p className="sub">{share.said}</p>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Decide({ share }: { share: Share }) {
  const { 'lottery-all': all, 'lottery-kept': kept, 'lottery-federation': drawn } = SHARE_BASES
  return (
    <ActButton
      line={decideShareRule}
      button="认定"
      small
      title={`认定：${share.clause} ${share.floor}%`}
      fields={[
        {
          name: 'standing',
          label: '适用',
          kind: 'select',
          required: true,
          options: optionsOf({ leads: '以这一条为准', 'set-aside': '不适用' }),
        },
        ...(share.base === 'open'
          ? [
              {
                name: 'base',
                label: '基数',
                kind: 'select' as const,
                options: optionsOf({ 'lottery-all': all!, 'lottery-kept': kept!, 'lottery-federation': drawn! }),
              },
            ]
          : []),
        { name: 'reason', label: '依据', kind: 'long', required: true },
      ]}
      input={({ standing, base, reason }, id) => ({
        params: { id: share.rule },
        body: { id, standing, reason, ...(base && { base }) },
      })}
    />
  )
}

function Sources({ query }: { query: { year: number } }) {
  const { data, error, isFetching } = useRead(listSources, { query })
  const navigate = useNavigate()
  const open = (source: Source, direction: string) =>
    navigate({ to: '/tasks/funds/entries' as never, search: { source: source.id, direction, year: query.year } as never })
  const amount = (key: 'income' | 'spent', title: string, direction: string) => ({
    title,
    dataIndex: key,
    align: 'right' as const,
    render: (sum: number, row: Source) => (
      <OpenNumber label={`${row.name}的${title}`} onOpen={() => open(row, direction)}>
        <Money fen={sum} />
      </OpenNumber>
    ),
  })
  const columns: TableColumnsType<Source> = [
    {
      title: '来源',
      render: (_: unknown, row) => (
        <>
          <b>{row.name}</b>
          <div className="xs">
            {SOURCE_KINDS[row.kind]}，{SOURCE_LEVELS[row.level]}
            {row.kind === 'lottery' &&
              `，${row.keptHere === null ? '没有写明是否本级留存' : row.keptHere ? '本级留存' : '上级使用'}`}
            {row.drawnBy === 'federation' && '，残联提取'}
          </div>
        </>
      ),
    },
    amount('income', '收入（元）', 'income'),
    { title: '预算（元）', dataIndex: 'budget', align: 'right', render: (sum: number) => <Money fen={sum} /> },
    amount('spent', '支出（元）', 'spending'),
    { title: '账上余额（元）', dataIndex: 'left', align: 'right', render: (sum: number) => <Money fen={sum} /> },
  ]
  return (
    <Card title="资金来源">
      <ProblemNote error={error} />
      <WideTable<Source>
        columns={columns}
        dataSource={data?.rows ?? []}
        rowKey="id"
        loading={isFetching}
        pagination={false}
        locale={{ emptyText: '还没有登记资金来源。' }}
      />
    </Card>
  )
}

function Acts({ year }: { year: number }) {
  const sources = useRead(listSources, { query: { year } }).data?.rows ?? []
  return (
    <>
      <ActButton
        line={setShareBase}
        button="登记地区生产总值"
        initial={{ year }}
        fields={[
          { name: 'year', label: '年份', kind: 'number', required: true },
          { name: 'yuan', label: '金额（元）', required: true },
          { name: 'ground', label: '来源', required: true, note: '例如统计公报。' },
        ]}
        input={({ yuan, ground }, id) => ({ body: { id, base: 'gdp' as const, year, fen: fen(yuan) ?? 0, ground } })}
      />
      <ActButton
        line={addBudgetLine}
        button="登记预算"
        initial={{ year }}
        fields={[
          {
            name: 'source',
            label: '来源',
            kind: 'select',
            required: true,
            options: sources.map(({ id, name }) => ({ value: id, label: name })),
          },
          { name: 'purpose', label: '用途', kind: 'select', required: true, options: optionsOf(PURPOSES) },
          { name: 'yuan', label: '金额（元）', required: true },
          { name: 'ground', label: '依据', required: true },
        ]}
        input={({ yuan, source, purpose, ground }, id) => ({ body: { id, source, purpose, ground, year, fen: fen(yuan) ?? 0 } })}
      />
      <ActButton
        line={openSource}
        button="登记来源"
        primary
        fields={[
          { name: 'name', label: '名称', required: true },
          { name: 'kind', label: '种类', kind: 'select', required: true, options: optionsOf(SOURCE_KINDS) },
          { name: 'level', label: '层级', kind: 'select', required: true, options: optionsOf(SOURCE_LEVELS) },
          {
            name: 'kept',
            label: '福彩公益金是否本级留存',
            kind: 'select',
            options: optionsOf({ yes: '本级留存', no: '上级使用' }),
            note: '不知道的不选，占比不计算。',
          },
          { name: 'federation', label: '由残联提取', kind: 'check' },
        ]}
        input={({ kept, federation, ...values }, id) => ({
          body: { id, ...values, drawnBy: federation ? 'federation' : '', ...(kept && { keptHere: kept === 'yes' }) } as never,
        })}
      />
    </>
  )
}
