// Filters, page and sorting of a list live in the URL, so that going back keeps them; numbers of people do not: addresses are copied, kept and seen.
import { useLocation, useNavigate, useSearch } from '@tanstack/react-router'

/** ID, telephone and card numbers, whole or in part. */
const NUMBER_OF_SOMEBODY = /\d{6,}/

export function useListState<State extends Record<string, string | number | undefined>>(defaults: State) {
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Partial<State>
  const { withheld } = useLocation().state as { withheld?: Partial<State> }
  const state = { ...defaults, ...search, ...withheld } as State
  const change = (part: Partial<State>) => {
    const next = { ...state, page: 1, ...part }
    const kept = Object.entries(next).filter(([key, value]) => value !== undefined && value !== '' && value !== defaults[key])
    const [secret, plain] = [kept.filter(isSecret), kept.filter((entry) => !isSecret(entry))]
    void navigate({
      to: '.',
      search: Object.fromEntries(plain) as never,
      state: { withheld: Object.fromEntries(secret) } as never,
      replace: true,
    })
  }
  return [state, change] as const
}

const isSecret = ([, value]: [string, unknown]) =>
  typeof value === 'string' && NUMBER_OF_SOMEBODY.test(value) && !/^[0-9a-f-]{36}$/.test(value)
