export type Dispatcher = NonNullable<RequestInit['dispatcher']>

interface DispatcherOptions {
  /** 0 = wait for the answer's head as long as the caller's signal allows; Node's own limit is 300 s. */
  readonly headersTimeout?: number
  readonly bodyTimeout?: number
  readonly connect?: { readonly lookup: Lookup }
}

type Found = readonly { readonly address: string; readonly family: number }[]
type Lookup = (
  host: string,
  options: { readonly all?: boolean },
  done: (error: Error | null, found: Found | string, family?: number) => void,
) => void

/**
 * A dispatcher of the kind that Node's own fetch uses, with other settings; `undefined` where the runtime has none.
 * Node ships undici without exporting it (`node:undici` does not exist), but the dispatcher in use stands under a
 * registered symbol, and its class takes the settings.
 */
export function dispatcherWith(options: DispatcherOptions): Dispatcher | undefined {
  const inUse = (globalThis as Record<symbol, unknown>)[Symbol.for('undici.globalDispatcher.1')]
  const Kind = (inUse as { constructor?: new (options: DispatcherOptions) => Dispatcher } | undefined)?.constructor
  return Kind === undefined ? undefined : new Kind(options)
}
