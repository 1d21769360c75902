// 镇街联系人: who to call in which town, and the towns where nobody is set.
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { listTownPosts } from '../contract-posts.ts'

const COLUMNS = [
  { title: '镇街', dataIndex: 'town' },
  { title: '村社', dataIndex: 'village' },
  { title: '姓名', dataIndex: 'name', render: (name: string) => <b>{name}</b> },
  { title: '职务', dataIndex: 'post' },
  { title: '岗位', dataIndex: 'role' },
  { title: '电话', dataIndex: 'phone', render: (phone: string) => phone || '未登记' },
]

export function PostsPage() {
  const [state, change] = useListState({ page: 1, size: 20 })
  const posts = useRead(listTownPosts, { query: { page: Number(state.page), size: Number(state.size) } })
  const without = posts.data?.without ?? []
  return (
    <>
      <PageTitle title="镇街联系人">
        {without.length > 0 && (
          <span className="sub">
            还有 {without.length} 个镇街没有人负责：{without.slice(0, 6).join('、')}
            {without.length > 6 && ' 等'}
          </span>
        )}
      </PageTitle>
      <ListPage
        columns={COLUMNS}
        rows={posts.data?.rows}
        total={posts.data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="key"
        loading={posts.isPending}
        error={posts.error}
        empty="还没有镇街账号。请系统管理员用表格批量建立。"
        sheet={{ line: listTownPosts, input: {} }}
        onPage={(page, size) => change({ page, size })}
      />
    </>
  )
}
