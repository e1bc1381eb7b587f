/** A URL under a provider's base address. An address without a path gets the API's usual version path, so that a bare proxy or local server is enough. */
export function under(baseUrl: string, version: string, path: string): URL {
  const base = new URL(baseUrl)
  const root = base.pathname.replace(/\/+$/, '') || `/${version}`
  base.pathname = `${root}/${path}`
  return base
}

/** Whether an address is this machine: what runs there costs nothing. */
export function isLoopback(address: string): boolean {
  const host = URL.parse(address)?.hostname ?? ''
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
