import type { ReactNode } from 'react'
import { reasonOf } from '../api/http.ts'
import { useProviders } from '../api/queries.ts'
import { ProviderSection } from './provider-section.tsx'

/** Every provider the catalog has, drawn from what its card says. */
export function Providers(): ReactNode {
  const { data, error } = useProviders()
  const keyed = (data ?? []).some((provider) => provider.ready && provider.needsKey === 'required')
  return (
    <>
      <h1>Providers and keys</h1>
      <p className="ld serif">
        Keys are written here and never shown again. They stay on this machine, encrypted, and go only to the provider they belong to.
      </p>
      {data !== undefined && !keyed ? (
        <p className="banner">
          <span>
            <b>No image provider has a key yet.</b> Add one below, or start with draft frames: free, instant, no key.
          </span>
        </p>
      ) : null}
      {error === null ? null : <p className="banner bad">{reasonOf(error)}</p>}
      {(data ?? []).map((provider) => (
        <ProviderSection key={provider.id} provider={provider} />
      ))}
    </>
  )
}
