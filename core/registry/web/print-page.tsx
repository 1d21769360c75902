// One elder's file on A4: asked for as an act of its own, because printing is recorded. It says what the page says, masked the same way.
import type { ReplyOf } from '@songhe/basics/contract'
import { call } from '@songhe/ui/call'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { printPerson } from '../contract.ts'
import { PrintedFile } from './printed-file.tsx'

export function PrintPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const [sheet, setSheet] = useState<ReplyOf<typeof printPerson>>()
  const [error, setError] = useState<unknown>()
  const prepare = () => call(printPerson, { params: { id } }).then(setSheet, setError)
  if (sheet) return <PrintedFile sheet={sheet} />
  return (
    <>
      <PageTitle title="个人明细" />
      <section className="card inside" style={{ display: 'grid', gap: 12, maxWidth: 640 }}>
        <p>
          明细包括：基本情况、各项事实和来源、同住家庭、联系人、收款账户、户籍与居住经过、需求与消费调查、待遇和发放、近期查阅记录。
          证号、电话、账号按页面上的样子隐去中间几位。
        </p>
        <ProblemNote error={error} />
        <div>
          <Button type="primary" onClick={prepare}>
            生成明细（记入日志）
          </Button>
        </div>
      </section>
    </>
  )
}
