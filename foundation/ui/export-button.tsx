// 导出本表: the list as the page shows it, with its filters, as an Excel file.
import { useNotice } from './notice.tsx'
import { type Line, SHEET_PATH } from '@songhe/basics/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { CallProblem, call } from './call.tsx'

export interface ListOnShow {
  // biome-ignore lint: a line of any list
  line: Line<any, any, any, any>
  // biome-ignore lint: what that line was asked with
  input: any
}

export function ExportButton({ line, input, small = false }: ListOnShow & { small?: boolean }) {
  const message = useNotice()
  const [busy, setBusy] = useState(false)
  const take = async () => {
    setBusy(true)
    try {
      await call({ ...line, path: line.path + SHEET_PATH, reply: 'file' } as ListOnShow['line'], input)
    } catch (error) {
      if (!(error instanceof CallProblem)) throw error
      message.error([error.problem.message, error.problem.next].filter(Boolean).join(' '), 8)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button onClick={take} loading={busy} size={small ? 'small' : 'middle'} style={small ? {} : { marginLeft: 'auto' }}>
      {small ? '导出' : '导出本表'}
    </Button>
  )
}
