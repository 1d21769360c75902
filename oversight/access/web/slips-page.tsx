// 初始密码纸条 of one import: made with one button, once, and printed there and then.
import { LinkButton } from '@songhe/ui/link-button'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { countSlips, printSlips } from '../contract-slips.ts'
import { momentOf } from './imports/import-words.tsx'
import { Slips } from './slips.tsx'

export function SlipsPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error } = useRead(countSlips, { params: { id } })
  const print = useWrite(printSlips)
  if (print.data)
    return (
      <>
        <PageTitle
          title="初始密码纸条"
          acts={
            <Button type="primary" onClick={() => window.print()}>
              打印纸条
            </Button>
          }
        >
          <span className="sub">只显示这一次，离开本页就看不到了。打印后裁开交给本人。</span>
        </PageTitle>
        <Slips slips={print.data.slips} />
      </>
    )
  return (
    <>
      <PageTitle title="初始密码纸条" acts={<LinkButton to={`/imports/${id}`}>返回这次导入</LinkButton>} />
      <ProblemNote error={error ?? print.error} />
      {data && (
        <section className="card inside" style={{ display: 'grid', gap: 12, maxWidth: 640 }}>
          {data.waiting > 0 ? (
            <>
              <p>
                这次导入了 {data.accounts} 个账号，{data.waiting} 个还没有初始密码。生成后只显示一次，请先接好打印机。
              </p>
              <div>
                <Button type="primary" loading={print.isPending} onClick={() => print.mutate({ params: { id } })}>
                  生成 {data.waiting} 张纸条
                </Button>
              </div>
            </>
          ) : (
            <p>
              {data.accounts} 张纸条{data.printedAt ? `已由${data.printedBy}于 ${momentOf(data.printedAt)} 生成` : '都不需要生成'}
              。哪位同事的纸条丢了，请在“账号与岗位”里为他重置密码。
            </p>
          )}
        </section>
      )}
    </>
  )
}
