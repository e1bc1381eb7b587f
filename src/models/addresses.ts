import { lookup as dnsLookup } from 'node:dns/promises'
import { BlockList, isIP, isIPv4 } from 'node:net'
import { dispatcherWith, type Dispatcher } from './dispatcher.ts'

/** All addresses of a host name. */
export type Lookup = (host: string) => Promise<readonly string[]>

// IANA special-purpose registries for IPv4 and IPv6 (RFC 6890 and its updates), and one metadata server that stands in public space.
const closedIPv4 = blockList('ipv4', [
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // carriers, and the metadata server of Alibaba Cloud
  '127.0.0.0/8', // loopback
  '168.63.129.16/32', // Azure's host
  '169.254.0.0/16', // link-local, and most metadata servers
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments, and Oracle's metadata server
  '192.0.2.0/24', // documentation
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, broadcast
])
const openIPv6 = blockList('ipv6', ['2000::/3'])
const closedIPv6 = blockList('ipv6', [
  '2001::/23', // protocol assignments, Teredo
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4: carries any IPv4 address
  '3fff::/20', // documentation
])
const carriesIPv4 = blockList('ipv6', ['::ffff:0:0/96', '64:ff9b::/96'])

/** True for an address of the open internet: not loopback, private, link-local, multicast, reserved or a metadata server, in any notation. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !closedIPv4.check(address, 'ipv4')
  if (isIP(address) !== 6 || address.includes('%')) return false
  if (carriesIPv4.check(address, 'ipv6')) return isPublicAddress(lastFourBytes(address))
  return openIPv6.check(address, 'ipv6') && !closedIPv6.check(address, 'ipv6')
}

/** The system's resolver: what a connection would use. */
export const systemLookup: Lookup = async (host) => (await dnsLookup(host, { all: true })).map((found) => found.address)

/** Why a URL may not be fetched; `undefined` when it may, with the addresses that were checked (empty for the provider's own origin). */
export async function checkUrl(
  url: URL,
  origin: string,
  lookup: Lookup,
): Promise<{ readonly refused: string } | { readonly addresses: readonly string[] }> {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { refused: `it is a ${url.protocol} address` }
  if (url.username !== '' || url.password !== '') return { refused: 'it holds a user name or a password' }
  if (url.origin === origin) return { addresses: [] }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(host) === 0 ? await lookup(host) : [host]
  const closed = addresses.find((address) => !isPublicAddress(address))
  if (closed !== undefined) return { refused: `${host} is not on the open internet (${closed})` }
  return addresses.length === 0 ? { refused: `${host} has no address` } : { addresses }
}

/** Holds a connection to the addresses that were checked, so that a name cannot point elsewhere a moment later. */
export function pinned(host: string, addresses: readonly string[]): Dispatcher | undefined {
  const checked = addresses.map((address) => ({ address, family: isIP(address) }))
  const [first] = checked
  if (first === undefined) return undefined
  return dispatcherWith({
    connect: {
      lookup: (asked, { all }, done) => {
        if (asked !== host) done(new Error(`${asked} was not checked`), [])
        else if (all === true) done(null, checked)
        else done(null, first.address, first.family)
      },
    },
  })
}

function blockList(family: 'ipv4' | 'ipv6', ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [net = '', bits] = range.split('/')
    list.addSubnet(net, Number(bits), family)
  }
  return list
}

/** `::ffff:7f00:1` and `::ffff:127.0.0.1` → `127.0.0.1`. */
function lastFourBytes(address: string): string {
  const dotted = address.slice(address.lastIndexOf(':') + 1)
  if (dotted.includes('.')) return dotted
  const [high = 0, low = 0] = new URL(`http://[${address}]`).hostname
    .slice(1, -1)
    .split(':')
    .slice(-2)
    .map((group) => Number.parseInt(group === '' ? '0' : group, 16))
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}
