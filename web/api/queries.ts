import { QueryClient, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { live, takeSnapshot } from '../live/live.ts'
import { ask, isRefusal } from './http.ts'
import type { BoardList, PlanView, ProviderView, SelectionQuestion, Session, Snapshot, TakeAnswer } from './types.ts'

/** What the page has asked the server for. Events keep it true: nothing is polled. */
export const queries: QueryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 3 && isRefusal(error) && error.problem.status === 0,
      retryDelay: (count) => Math.min(4000, 500 * 2 ** count),
    },
  },
})

export function useBoards(): UseQueryResult<BoardList> {
  return useQuery({ queryKey: ['boards'], queryFn: () => ask<BoardList>('GET', '/boards') })
}

/** A board's snapshot; its pictures, picks and run go into the live store, which follows the events from there. */
export function useBoard(board: string): UseQueryResult<Snapshot> {
  return useQuery({
    queryKey: ['board', board],
    queryFn: async () => {
      const snapshot = await ask<Snapshot>('GET', `/boards/${encodeURIComponent(board)}`)
      live.load(board, takeSnapshot(snapshot))
      return snapshot
    },
  })
}

/** The price and time of what a selection would make. */
export function usePlan(board: string, selection: SelectionQuestion = {}, enabled: boolean = true): UseQueryResult<PlanView> {
  const query = selectionQuery(selection)
  return useQuery({
    queryKey: ['plan', board, query],
    enabled,
    queryFn: () => ask<PlanView>('GET', `/boards/${encodeURIComponent(board)}/plan${query}`),
  })
}

export function useTakes(board: string, beat: string | undefined): UseQueryResult<readonly TakeAnswer[]> {
  return useQuery({
    queryKey: ['takes', board, beat],
    enabled: beat !== undefined,
    queryFn: async () =>
      (await ask<{ takes: readonly TakeAnswer[] }>('GET', `/boards/${encodeURIComponent(board)}/takes/${encodeURIComponent(beat ?? '')}`))
        .takes,
  })
}

export function useProviders(): UseQueryResult<readonly ProviderView[]> {
  return useQuery({
    queryKey: ['providers'],
    queryFn: async () => (await ask<{ providers: readonly ProviderView[] }>('GET', '/providers')).providers,
  })
}

export function useSession(): UseQueryResult<Session> {
  return useQuery({ queryKey: ['session'], queryFn: () => ask<Session>('GET', '/session') })
}

function selectionQuery({ styles, beats, redo, skipInDoubt }: SelectionQuestion): string {
  const query = new URLSearchParams()
  if (styles !== undefined) query.set('styles', styles.join(','))
  if (beats !== undefined) query.set('beats', beats.join(','))
  if (redo !== undefined) query.set('redo', redo.join(','))
  if (skipInDoubt !== undefined) query.set('skipInDoubt', String(skipInDoubt))
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}
