// 批量建镇街账号: sixty rows copied from a sheet and pasted; refused rows are named, first passwords are shown once, as slips to print.
import { newId } from '@songhe/basics/ids'
import { LinkButton } from '@songhe/ui/link-button'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { importAccounts } from '../contract.ts'
import { Slips } from './slips.tsx'

const HEAD = ['姓名', '用户名', '职务', '镇街', '岗位']

export function TownAccountsPage() {
  const [text, setText] = useState('')
  const [id] = useState(() => newId())
  const take = useWrite(importAccounts)
  const rows = rowsOf(text)
  if (take.data)
    return (
      <>
        <PageTitle
          title="初始密码"
          acts={
            <Button type="primary" onClick={() => window.print()}>
              打印纸条
            </Button>
          }
        >
          <span className="sub">只显示这一次。打印后裁开交给本人，首次登录要改密码。</span>
        </PageTitle>
        {take.data.rejected.length > 0 && (
          <p className="problem">{take.data.rejected.map((one) => `第${one.row}行（${one.value}）：${one.reason}`).join(' ')}</p>
        )}
        <Slips slips={take.data.created} />
      </>
    )
  return (
    <>
      <PageTitle
        title="批量建镇街账号"
        acts={
          <>
            <LinkButton to="/imports">用 Excel 表导入</LinkButton>
            <LinkButton to="/access">账号与岗位</LinkButton>
          </>
        }
      >
        <span className="sub">几个账号可以从表格里复制粘贴；几十个请用 Excel 表导入，先校验、能撤销。</span>
      </PageTitle>
      <section className="card inside" style={{ display: 'grid', gap: 10 }}>
        <p className="sub">按“{HEAD.join('、')}”排好列，选中复制，粘贴到下面。岗位不写就是镇街。</p>
        <Input.TextArea
          aria-label="从表格粘贴"
          rows={10}
          value={text}
          placeholder={'测某\tzhen-01\t民政办\t临江镇\t镇街'}
          onChange={(event) => setText(event.target.value)}
        />
        <ProblemNote error={take.error} />
        <div>
          <Button
            type="primary"
            disabled={rows.length === 0}
            loading={take.isPending}
            onClick={() => take.mutate({ body: { id, rows } })}
          >
            建 {rows.length} 个账号
          </Button>
        </div>
      </section>
    </>
  )
}

function rowsOf(text: string) {
  return text
    .split(/\r?\n/)
    .map((line) => line.split(/\t|,|，/).map((cell) => cell.trim()))
    .filter((cells) => cells.some(Boolean) && cells[0] !== HEAD[0])
    .map(([name = '', username = '', post = '', town = '', role = '']) => ({ name, username, post, town, role: role || '镇街' }))
}
