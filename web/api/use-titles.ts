import { useMemo } from 'react'
import { useProviders } from './queries.ts'

/** The names of providers as people say them. */
export function useTitles(): ReadonlyMap<string, string> {
  const providers = useProviders().data
  return useMemo(() => new Map((providers ?? []).map((provider) => [provider.id, provider.title])), [providers])
}
