// Looking behind one mask with a reason, for those whose post may see that field; nothing for the others.
import type { InputOf } from '@songhe/basics/contract'
import { useMe } from '@songhe/ui/me'
import { useWrite } from '@songhe/ui/query'
import { unmask } from '../contract.ts'

type Field = InputOf<typeof unmask>['body']['field']

export function useReveal(person: string) {
  const { permissions } = useMe()
  const look = useWrite(unmask)
  return (field: Field, contact?: string) =>
    permissions.includes(`registry.unmask-${field === 'contact' ? 'phone' : field}`)
      ? {
          onReveal: (reason: string) =>
            look
              .mutateAsync({ params: { id: person }, body: { field, reason, ...(contact && { contact }) } })
              .then((reply) => reply.value),
        }
      : {}
}
