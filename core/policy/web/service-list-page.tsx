// The district's basic service list beside the list it was made from, differences marked.
import { WideTable } from '@songhe/ui/wide-table'
import { addressOf } from '@songhe/ui/call'
import { useMe } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { Citation } from '@songhe/ui/citation'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'

import { publicServiceList, showServiceList } from '../contract.ts'

const DIFFERENCES = {
  same: ['stone', '相同'],
  changed: ['sky', '有改动'],
  added: ['pine', '本区增加'],
  missing: ['amber', '本区没有'],
} as const

export function ServiceListPage() {
  const me = useMe()
  const list = useRead(showServiceList, {})
  return (
    <>
      <PageTitle
        title={list.data?.title ?? '基本养老服务清单'}
        acts={
          list.data?.state === 'published' && (
            <a href={addressOf(publicServiceList.path, { district: me.district.key })} target="_blank" rel="noreferrer">
              公开页面（可打印张贴）
            </a>
          )
        }
      >
        {list.data && (
          <span className="sub">
            {list.data.version ? `第${list.data.version}版，${list.data.validFrom} 起` : '本区还没有清单'}　对照：
            {list.data.base || '无'}
          </span>
        )}
      </PageTitle>
      <ProblemNote error={list.error} />
      <section className="card">
        <WideTable
          size="small"
          rowKey={(row) => `${row.id}/${row.difference}`}
          loading={list.isPending}
          dataSource={list.data?.items ?? []}
          pagination={false}
          locale={{ emptyText: '清单是空的。' }}
          columns={[
            { title: '项目', dataIndex: 'item' },
            { title: '服务对象', dataIndex: 'persons' },
            { title: '服务标准', dataIndex: 'standard' },
            { title: '支出责任', dataIndex: 'payer' },
            { title: '类型', dataIndex: 'kind' },
            {
              title: '与上级清单',
              render: (_, row) => (
                <>
                  <StateTag tone={DIFFERENCES[row.difference][0]}>{DIFFERENCES[row.difference][1]}</StateTag>
                  {row.changes.map((change) => (
                    <div key={change.field} className="sub">
                      {change.field}：{change.base || '无'} → {change.here || '无'}
                    </div>
                  ))}
                </>
              ),
            },
            { title: '依据', render: (_, row) => <Citation document={row.document} clause={row.clause} /> },
          ]}
        />
      </section>
    </>
  )
}
