// 银行户名代替字: entered once per character that a bank's file cannot hold; every later file uses it.
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { setNameSubstitute } from '../../contract-month.ts'

export function NameSubstitute() {
  const [character, setCharacter] = useState('')
  const [substitute, setSubstitute] = useState('')
  const save = useWrite(setNameSubstitute)
  return (
    <section className="card inside">
      <b>银行户名代替字</b>
      <p className="sub">姓名里有银行文件写不出的生僻字时，先问银行户名怎么写，在这里登记一次。</p>
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', alignItems: 'center' }}>
        <Input
          aria-label="生僻字"
          placeholder="生僻字"
          value={character}
          style={{ width: 110 }}
          onChange={(event) => setCharacter(event.target.value)}
        />
        写成
        <Input
          aria-label="银行写法"
          placeholder="银行的写法"
          value={substitute}
          maxLength={8}
          style={{ width: 140 }}
          onChange={(event) => setSubstitute(event.target.value)}
        />
        <Button
          disabled={[...character].length !== 1 || !substitute.trim()}
          loading={save.isPending}
          onClick={() =>
            save.mutate({ body: { character, substitute } }, { onSuccess: () => (setCharacter(''), setSubstitute('')) })
          }
        >
          登记
        </Button>
        {save.isSuccess && <span className="sub">已登记，重新生成银行文件即可。</span>}
      </div>
      <ProblemNote error={save.error} />
    </section>
  )
}
