// Short messages at the top of the screen ("已办理。"); one place for all pages, without the heavier parts that antd's App brings along.
import { message } from 'antd'
import type { MessageInstance } from 'antd/es/message/interface'
import { createContext, type ReactNode, useContext } from 'react'

const Notices = createContext<MessageInstance | undefined>(undefined)

export function NoticePlace({ children }: { children: ReactNode }) {
  const [api, place] = message.useMessage()
  return (
    <Notices value={api}>
      {place}
      {children}
    </Notices>
  )
}

export function useNotice(): MessageInstance {
  const api = useContext(Notices)
  if (!api) throw new Error('useNotice outside NoticePlace')
  return api
}
