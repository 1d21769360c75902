// Reading and writing through contract lines: cached reads, writes that refresh what they changed, problems shown in one way.
import type { InputOf, Line, ReplyOf } from '@songhe/basics/contract'
import { keepPreviousData, QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CallProblem, call } from './call.tsx'

// biome-ignore lint: any contract line
type AnyLine = Line<any, any, any, any>

export const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (count, error) => count < 2 && error instanceof CallProblem && error.problem.kind === 'offline',
      },
    },
  })

export function useRead<L extends AnyLine>(line: L, input: InputOf<L>, options: { enabled?: boolean; every?: number } = {}) {
  return useQuery<ReplyOf<L>, CallProblem>({
    queryKey: [line.path, input],
    queryFn: () => call(line, input as InputOf<L> & { file?: File }),
    enabled: options.enabled ?? true,
    placeholderData: keepPreviousData,
    ...(options.every && { refetchInterval: options.every }),
  })
}

/** After a write every read on the page is asked again: correct first, clever never. */
export function useWrite<L extends AnyLine>(line: L) {
  const client = useQueryClient()
  return useMutation<ReplyOf<L>, CallProblem, InputOf<L> & { file?: File }>({
    mutationFn: (input) => call(line, input),
    onSuccess: () => client.invalidateQueries(),
  })
}
