// 重新汇总: starts the job; the page shows the new numbers when it is asked again.
import { newId } from '@songhe/basics/ids'
import { useNotice } from '@songhe/ui/notice'
import { useWrite } from '@songhe/ui/query'
import { Button } from 'antd'
import { rollUp } from '../../contract/indicators.ts'

export function RollUp() {
  const start = useWrite(rollUp)
  const notice = useNotice()
  const go = () =>
    start.mutateAsync({ body: { id: newId(), months: 13 } }).then(
      () => notice.success('正在汇总，办好后刷新就是新数。'),
      () => notice.error('没有开始汇总，请稍后再试。'),
    )
  return (
    <Button onClick={go} loading={start.isPending}>
      重新汇总
    </Button>
  )
}
