// An account that one person changed waits here for another's look: money approved before the change is not paid to it until then.
import { useMay } from '@songhe/ui/me'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Popconfirm, Button } from 'antd'
import { confirmPayee } from '../contract.ts'

export function ConfirmPayee({ person, payee }: { person: string; payee: string }) {
  const may = useMay('registry.confirm-payee')
  const write = useWrite(confirmPayee)
  return (
    <>
      {' '}
      <StateTag tone="amber">待第二人确认</StateTag>{' '}
      {may && (
        <Popconfirm
          title="已对照存折或银行卡核对户名和账号？"
          okText="核对无误，确认"
          cancelText="再看看"
          onConfirm={() => write.mutateAsync({ params: { id: person }, body: { payee } }).catch(() => {})}
        >
          <Button size="small" loading={write.isPending}>
            确认账户
          </Button>
        </Popconfirm>
      )}
      <ProblemNote error={write.error} />
    </>
  )
}
