// Who is signed in, for any page that shows or hides by permission. The server decides again.
import type { Me } from '@songhe/basics/session'
import { createContext, useContext } from 'react'

export const MeContext = createContext<Me | null>(null)

export function useMe(): Me {
  const me = useContext(MeContext)
  if (!me) throw new Error('no one is signed in here')
  return me
}

export const useMay = (permission: string): boolean => useMe().permissions.includes(permission)
