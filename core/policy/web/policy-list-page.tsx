// The policy place: the office's tables with what waits, then the register of documents.
import { PageTitle } from '@songhe/ui/page-title'
import { ListPage } from '@songhe/ui/list-page'
import { Citation } from '@songhe/ui/citation'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { listDocuments, listPacks } from '../contract.ts'
import { ImportPack } from './import-files.tsx'
import { ShippedPacks } from './shipped-packs.tsx'
import { DocumentState } from './document-state.tsx'

const SIZE = 20

export function PolicyListPage() {
  const [page, setPage] = useState({ packs: 1, documents: 1 })
  const packs = useRead(listPacks, { query: { page: page.packs, size: SIZE } })
  const documents = useRead(listDocuments, { query: { page: page.documents, size: SIZE } })
  return (
    <>
      <PageTitle
        title="政策"
        acts={
          <>
            <ShippedPacks />
            <ImportPack />
            <Link to={'/benefits/lab' as string}>政策实验室</Link>
            <Link to={'/benefits/schemes' as string}>新旧方案比较</Link>
            <Link to={'/policy/services' as string}>基本养老服务清单</Link>
          </>
        }
      >
        <span className="sub">每个数都能打开它的文件和条款</span>
      </PageTitle>
      <ListPage
        rows={packs.data?.rows}
        total={packs.data?.total ?? 0}
        page={page.packs}
        size={SIZE}
        rowKey="pack"
        loading={packs.isPending}
        error={packs.error}
        sheet={{ line: listPacks, input: {} }}
        empty="本区还没有规则表。请装入随产品提供的表，或从文件导入。"
        onPage={(next) => setPage({ ...page, packs: next })}
        columns={[
          {
            title: '规则表',
            render: (_, row) => (
              <Link to={`/policy/documents/${encodeURIComponent(row.document)}?pack=${row.pack}` as string}>{row.title}</Link>
            ),
          },
          {
            title: '已发布',
            render: (_, row) =>
              row.published ? (
                <StateTag tone="pine">
                  第{row.published.version}版，{row.published.validFrom} 起
                </StateTag>
              ) : (
                '—'
              ),
          },
          {
            title: '草稿',
            render: (_, row) =>
              row.draft ? (
                <StateTag tone="sky">
                  第{row.draft.version}版，{row.draft.state === 'submitted' ? '待发布' : '草稿'}
                </StateTag>
              ) : (
                '—'
              ),
          },
          { title: '依据', render: (_, row) => <Citation document={row.document} clause={row.clause} /> },
          { title: '用例', align: 'right', dataIndex: 'cases' },
          {
            title: '提示',
            render: (_, row) => (
              <>
                {(row.draft ?? row.published)?.example && <StateTag tone="amber">示例</StateTag>}
                {row.unconfirmed > 0 && <StateTag tone="amber">{row.unconfirmed} 个值未确认</StateTag>}
              </>
            ),
          },
        ]}
      />
      <h2 className="section-head">文件库</h2>
      <ListPage
        rows={documents.data?.rows}
        total={documents.data?.total ?? 0}
        page={page.documents}
        size={SIZE}
        rowKey="key"
        loading={documents.isPending}
        error={documents.error}
        sheet={{ line: listDocuments, input: {} }}
        empty="文件库是空的。"
        onPage={(next) => setPage({ ...page, documents: next })}
        columns={[
          { title: '文件', render: (_, row) => <Link to={`/policy/documents/${row.key}` as string}>{row.title}</Link> },
          { title: '文号', render: (_, row) => row.number ?? '无文号' },
          { title: '印发', render: (_, row) => row.issuedOn ?? '无日期' },
          { title: '状态', render: (_, row) => <DocumentState status={row.status} /> },
          { title: '原文', align: 'right', render: (_, row) => `${row.withText} / ${row.clauses} 条` },
        ]}
      />
    </>
  )
}
