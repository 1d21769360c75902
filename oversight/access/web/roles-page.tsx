// 岗位权限: what each role may do, in the office's words, so that nobody has to guess before asking for one.
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { WideTable } from '@songhe/ui/wide-table'
import { listRoles } from '../contract.ts'

export function RolesPage() {
  const { data, error, isPending } = useRead(listRoles, {})
  const roles = data ?? []
  const titles = new Map(roles.flatMap((role) => role.permissions.map(({ key, title }) => [key, title] as const)))
  return (
    <>
      <PageTitle title="岗位权限">
        <span className="sub">竖看一个岗位能办什么，横看一件事谁能办。</span>
      </PageTitle>
      <ProblemNote error={error} />
      <section className="card">
        <WideTable
          rowKey="key"
          loading={isPending}
          pagination={false}
          sticky
          dataSource={[...titles].map(([key, title]) => ({ key, title }))}
          columns={[
            { title: '事项', dataIndex: 'title', fixed: 'left' as const },
            ...roles.map((role) => ({
              title: role.label,
              align: 'center' as const,
              render: (_: unknown, row: { key: string }) =>
                role.permissions.some(({ key }) => key === row.key) ? (
                  <span className="pine" role="img" aria-label="能">
                    ✓
                  </span>
                ) : (
                  ''
                ),
            })),
          ]}
        />
      </section>
    </>
  )
}
