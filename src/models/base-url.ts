/**
 * A URL under a provider's base address. An address whose path names no version gets the API's usual one, so that a bare proxy or local
 * server is enough: `http://127.0.0.1:4010` and `http://127.0.0.1:4010/v1` are the same place.
 */
export function under(baseUrl: string, version: string, path: string): URL {
  const base = new URL(baseUrl)
  const root = base.pathname.replace(/\/+$/, '')
  const versioned = root.split('/').some((segment) => /^v\d+(?:alpha|beta)?\d*$/.test(segment))
  base.pathname = `${versioned ? root : `${root}/${version}`}/${path}`
  return base
}

/** Whether an address is this machine: what runs there costs nothing. */
export function isLoopback(address: string): boolean {
  const host = URL.parse(address)?.hostname ?? ''
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
