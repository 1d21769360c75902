// Binding a second factor: the secret is scanned (or typed) into any authenticator, the first right code keeps it.
import { enrolSecondFactor } from '@songhe/basics/session'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Button, Input, QRCode } from 'antd'
import { useState } from 'react'
import { DoorFrame } from './door-frame.tsx'

export function EnrolPage({ onDone, onLeave }: { onDone(): void; onLeave(): void }) {
  const [code, setCode] = useState('')
  const ask = useWrite(enrolSecondFactor)
  const keep = useWrite(enrolSecondFactor)
  const secret = ask.data?.secret
  const submit = () => {
    if (!secret) ask.mutate({ body: {} })
    else keep.mutate({ body: { secret, code } }, { onSuccess: onDone })
  }
  return (
    <DoorFrame title="请绑定动态码（第二重验证）" onSubmit={submit}>
      {!secret && <p>请在手机上打开任意“动态令牌”应用，然后点“显示二维码”。</p>}
      {secret && (
        <div style={{ display: 'grid', gap: 10, justifyItems: 'center' }}>
          <QRCode value={ask.data!.uri} size={176} aria-label="动态码密钥的二维码" />
          <p>
            用应用扫描二维码。不能扫描时选“手动输入密钥”，账号填您的用户名，密钥填：
            <br />
            <b style={{ fontSize: 15, wordBreak: 'break-all' }}>{secret.replace(/(.{4})/g, '$1 ')}</b>
          </p>
        </div>
      )}
      {secret && (
        <label className="field">
          应用上显示的 6 位数字
          <Input
            value={code}
            inputMode="numeric"
            autoComplete="one-time-code"
            onChange={(event) => setCode(event.target.value)}
          />
        </label>
      )}
      <ProblemNote error={ask.error ?? keep.error} />
      <Button
        type="primary"
        size="large"
        htmlType="submit"
        loading={ask.isPending || keep.isPending}
        disabled={Boolean(secret) && code.length < 6}
      >
        {secret ? '绑定' : '显示二维码'}
      </Button>
      <Button type="text" onClick={onLeave}>
        退出
      </Button>
    </DoorFrame>
  )
}
