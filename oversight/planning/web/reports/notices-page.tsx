// 督办: what is late, who must reply until when, what they replied, and who closed it.
import type { ReplyOf } from '@songhe/basics/contract'
import { ActButton } from '@songhe/ui/act-button'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { StateTag, type Tone } from '@songhe/ui/state-tag'
import { Link } from '@tanstack/react-router'
import { Select, type TableColumnsType } from 'antd'
import { closeNotice, listNotices, replyNotice } from '../../contract/work-reports.ts'
import { Places } from '../tasks/places.tsx'

type Row = ReplyOf<typeof listNotices>['rows'][number]
const WORDS: Record<Row['state'], [Tone, string]> = {
  waiting: ['sky', '待回复'],
  late: ['red', '逾期未回复'],
  replied: ['amber', '已回复'],
  closed: ['stone', '已销号'],
}

export function NoticesPage() {
  const [state, change] = useListState({ page: 1, size: 20, state: 'open' })
  const { data, isFetching, error } = useRead(listNotices, { query: state as never })
  const [reply, close] = [useMay('tasks.state'), useMay('reports.issue')]
  const columns: TableColumnsType<Row> = [
    { title: '督办对象', dataIndex: 'to', render: (to: string) => <b>{to}</b> },
    {
      title: '任务',
      dataIndex: 'taskTitle',
      render: (title: string, row) => <Link to={`/tasks/${row.task}` as never}>{title}</Link>,
    },
    { title: '事项', dataIndex: 'what' },
    { title: '回复期限', dataIndex: 'replyDue', render: (day: string) => <span className="keep">{day}</span> },
    {
      title: '状态',
      dataIndex: 'state',
      render: (word: Row['state']) => <StateTag tone={WORDS[word][0]}>{WORDS[word][1]}</StateTag>,
    },
    {
      title: '回复和销号',
      render: (_: unknown, row) => (
        <>
          {row.reply && (
            <div>
              {row.reply} <span className="xs">{`${row.repliedOn} ${row.repliedBy}`}</span>
            </div>
          )}
          {row.closedOn && <div className="xs">{`${row.closedOn} ${row.closedBy} 销号：${row.closedNote}`}</div>}
          {reply && !row.closedOn && (
            <ActButton
              line={replyNotice}
              button="回复"
              quiet
              title={`回复督办：${row.taskTitle}`}
              fields={[{ name: 'words', label: '回复', kind: 'long', required: true }]}
              input={({ words }, id) => ({ params: { id: row.id }, body: { id, words } })}
            />
          )}
          {close && row.state === 'replied' && (
            <ActButton
              line={closeNotice}
              button="销号"
              quiet
              title={`督办销号：${row.to}，${row.taskTitle}`}
              fields={[{ name: 'note', label: '核实情况', kind: 'long', required: true }]}
              input={({ note }, id) => ({ params: { id: row.id }, body: { id, note } })}
            />
          )}
        </>
      ),
    },
  ]
  return (
    <>
      <PageTitle title="督办">
        <span className="sub">签发督办清单时发出；回复后由区县核实销号。</span>
      </PageTitle>
      <Places at="/tasks/notices" />
      <ListPage<Row>
        columns={columns}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="id"
        loading={isFetching}
        error={error}
        sheet={{ line: listNotices, input: { query: state } }}
        empty="没有这样的督办事项。"
        onPage={(page, size) => change({ page, size })}
        filters={
          <Select
            aria-label="状态"
            value={state.state}
            onChange={(value) => change({ state: value })}
            style={{ minWidth: 140 }}
            options={[
              { value: 'open', label: '没有销号' },
              { value: 'late', label: '逾期未回复' },
              { value: 'replied', label: '已回复、待销号' },
              { value: 'closed', label: '已销号' },
              { value: 'all', label: '全部' },
            ]}
          />
        }
      />
    </>
  )
}
