// Filters, page and sorting of a list live in the URL, so that going back keeps them.
import { useNavigate, useSearch } from '@tanstack/react-router'

export function useListState<State extends Record<string, string | number | undefined>>(defaults: State) {
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Partial<State>
  const state = { ...defaults, ...search } as State
  const change = (part: Partial<State>) => {
    const next = { ...state, page: 1, ...part }
    const kept = Object.fromEntries(
      Object.entries(next).filter(([key, value]) => value !== undefined && value !== '' && value !== defaults[key]),
    )
    void navigate({ to: '.', search: kept as never, replace: true })
  }
  return [state, change] as const
}
