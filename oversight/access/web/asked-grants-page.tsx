// 待授予的岗位: what the system administrator asked for with new accounts; sixty town officers are given their role in one act.
import type { ReplyOf } from '@songhe/basics/contract'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { Button, Input, Modal, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { decideAskedGrants, listAskedGrants } from '../contract-asked.ts'

type Row = ReplyOf<typeof listAskedGrants>['rows'][number]

const columns: TableColumnsType<Row> = [
  { title: '姓名', dataIndex: 'name', render: (name: string) => <b>{name}</b> },
  { title: '用户名', dataIndex: 'username' },
  { title: '职务', dataIndex: 'post', render: (post: string) => post || <span className="stone">没有填写</span> },
  { title: '申请的岗位', dataIndex: 'label' },
  { title: '范围', dataIndex: 'area', render: (area: string | null) => area ?? '全区县' },
  { title: '申请人', dataIndex: 'askedBy' },
  { title: '申请时间', dataIndex: 'askedAt', render: (at: string) => at.slice(0, 16).replace('T', ' ') },
]

export function AskedGrantsPage() {
  const [state, change] = useListState({ page: 1 })
  const asked = useRead(listAskedGrants, { query: { page: Number(state.page), size: 100 } })
  const mayDecide = useMay('access.grants')
  const [chosen, setChosen] = useState<string[]>([])
  const [refusing, setRefusing] = useState(false)
  const [reason, setReason] = useState('')
  const write = useWrite(decideAskedGrants)
  const decide = (verdict: 'give' | 'refuse') =>
    write.mutateAsync({ body: { ids: chosen, verdict, reason } }).then(
      () => (setChosen([]), setRefusing(false), setReason('')),
      () => {},
    )
  return (
    <>
      <PageTitle
        title="待授予的岗位"
        acts={
          mayDecide && (
            <>
              <Button disabled={chosen.length === 0} onClick={() => setRefusing(true)}>
                不授予
              </Button>
              <Button type="primary" disabled={chosen.length === 0} loading={write.isPending} onClick={() => decide('give')}>
                授予所选{chosen.length > 0 ? ` ${chosen.length} 项` : ''}
              </Button>
            </>
          )
        }
      >
        <span className="sub">系统管理员建账号，安全管理员授岗位；授予以前，账号什么也不能办。</span>
      </PageTitle>
      <ProblemNote error={refusing ? null : write.error} />
      <ListPage
        columns={columns}
        rows={asked.data?.rows}
        total={asked.data?.total ?? 0}
        page={Number(state.page)}
        size={100}
        rowKey="id"
        loading={asked.isPending}
        error={asked.error}
        sheet={{ line: listAskedGrants, input: { query: state } }}
        empty="没有待授予的岗位"
        onPage={(page) => change({ page })}
        {...(mayDecide && { selection: { keys: chosen, onChange: (keys: React.Key[]) => setChosen(keys.map(String)) } })}
      />
      <Modal
        open={refusing}
        title={`不授予 ${chosen.length} 项岗位`}
        okText="不授予"
        cancelText="取消"
        okButtonProps={{ disabled: reason.trim().length < 2, loading: write.isPending }}
        onOk={() => decide('refuse')}
        onCancel={() => setRefusing(false)}
      >
        <label className="field">
          原因
          <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        </label>
        <ProblemNote error={write.error} />
      </Modal>
    </>
  )
}
