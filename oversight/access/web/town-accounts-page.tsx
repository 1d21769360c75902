// 批量建镇街账号: sixty rows copied from a sheet and pasted; refused rows are named, first passwords are shown once, as slips to print.
import { newId } from '@songhe/basics/ids'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { importAccounts } from '../contract.ts'

const HEAD = ['姓名', '用户名', '职务', '镇街', '岗位']

export function TownAccountsPage() {
  const [text, setText] = useState('')
  const [id] = useState(() => newId())
  const take = useWrite(importAccounts)
  const rows = rowsOf(text)
  if (take.data)
    return (
      <>
        <PageTitle title="初始密码" acts={<Button onClick={() => window.print()}>打印纸条</Button>}>
          <span className="sub">只显示这一次。打印后裁开交给本人，首次登录要改密码。</span>
        </PageTitle>
        {take.data.rejected.length > 0 && (
          <p className="problem">{take.data.rejected.map((one) => `第${one.row}行（${one.value}）：${one.reason}`).join(' ')}</p>
        )}
        <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(240px, 1fr))', gap: 10 }}>
          {take.data.created.map((one) => (
            <section key={one.username} className="card inside" style={{ breakInside: 'avoid' }}>
              <b>{one.name}</b>　{one.town}
              <p style={{ margin: '6px 0 0' }}>
                用户名 <b>{one.username}</b>
                <br />
                初始密码 <b>{one.firstPassword}</b>
              </p>
            </section>
          ))}
        </div>
      </>
    )
  return (
    <>
      <PageTitle title="批量建镇街账号" acts={<Link to={'/access' as string}>账号与岗位</Link>}>
        <span className="sub">在表格软件里按“{HEAD.join('、')}”排好列，选中复制，粘贴到下面。</span>
      </PageTitle>
      <section className="card inside" style={{ display: 'grid', gap: 10 }}>
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
