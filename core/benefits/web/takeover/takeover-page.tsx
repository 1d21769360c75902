// 接管: what the old list pays today beside what the rules owe, in three lists that add up, and the shadow month before the first real one.
import { useNotice } from '@songhe/ui/notice'
import { newId } from '@songhe/basics/ids'
import type { ReplyOf } from '@songhe/basics/contract'
import { useListState } from '@songhe/ui/list-state'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { checkEntitlements } from '../../contract-cases.ts'
import { type TakeoverList, takeoverTotals } from '../../contract-takeover.ts'
import { instant } from '../month/month-words.ts'
import { CompareList } from './compare-list.tsx'
import { ListCards } from './list-cards.tsx'
import { ShadowCard } from './shadow-card.tsx'
import { TownTable } from './town-table.tsx'

export type Totals = ReplyOf<typeof takeoverTotals>
/** What the list shows; it stands in the address. */
export interface ListState extends Record<string, string | number | undefined> {
  list: TakeoverList
  page: number
  town: number | undefined
  programme: string | undefined
  amount: string | undefined
}

const FIRST: ListState = { list: 'paid-not-owed', page: 1, town: undefined, programme: undefined, amount: undefined }

export function TakeoverPage() {
  const [state, change] = useListState<ListState>(FIRST)
  const totals = useRead(takeoverTotals, {})
  const [mayImport, mayMonth] = [useMay('takeover.import'), useMay('benefits.read')]
  const taken = totals.data?.lists.some((one) => one.list !== 'owed-not-paid' && one.lines > 0)
  return (
    <>
      <PageTitle
        title="接管旧台账"
        acts={
          <>
            {mayImport && <Link to={'/imports' as string}>导入旧台账</Link>}
            {mayMonth && <Link to={'/benefits/adjustments' as string}>补发与追回</Link>}
            <CheckAgain />
          </>
        }
      >
        <span className="xs">{totals.data?.asOf ? `按 ${instant(totals.data.asOf)} 的核对结果` : '还没有核对过应享待遇'}</span>
      </PageTitle>
      <ProblemNote error={totals.error} />
      {totals.data && !taken && (
        <section className="card inside" style={{ marginBottom: 14 }}>
          <b>还没有导入在发待遇。</b>
          <p className="sub">
            先在“导入导出”导入名册，再导入“在发待遇”和“未结补发追回”，然后核对应享待遇，这里就有三张清单可以对比。
          </p>
        </section>
      )}
      {totals.data && (
        <ListCards lists={totals.data.lists} chosen={state.list} open={(list, amount) => change({ list, amount })} />
      )}
      <div
        style={{
          display: 'grid',
          gap: 14,
          gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 420px), 1fr))',
          margin: '14px 0',
          alignItems: 'start',
        }}
      >
        {totals.data && <TownTable towns={totals.data.towns} open={(town, list, amount) => change({ town, list, amount })} />}
        <ShadowCard />
      </div>
      <CompareList state={state} change={change} towns={totals.data?.towns ?? []} />
    </>
  )
}

function CheckAgain() {
  const message = useNotice()
  const may = useMay('cases.start')
  const check = useWrite(checkEntitlements)
  if (!may) return null
  const go = () =>
    check.mutate(
      { body: { id: newId() } },
      { onSuccess: () => void message.info('正在后台核对，完成后刷新本页即可看到新的结果。', 6) },
    )
  return (
    <Button loading={check.isPending} onClick={go}>
      重新核对
    </Button>
  )
}
