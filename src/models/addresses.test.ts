import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkUrl, isPublicAddress, pinned } from './addresses.ts'

type Range = readonly [first: string, bits: number]

const closed: readonly Range[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]

const numberOf = (address: string): number => address.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0)
const dotted = (value: number): string => [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.')
const holds = ([first, bits]: Range, value: number): boolean => value >= numberOf(first) && value < numberOf(first) + 2 ** (32 - bits)

const anyIPv4 = fc.integer({ min: 0, max: 0xffff_ffff })
const closedIPv4 = fc
  .constantFrom(...closed)
  .chain(([first, bits]) => fc.integer({ min: numberOf(first), max: numberOf(first) + 2 ** (32 - bits) - 1 }))
const openIPv4 = anyIPv4.filter((value) => !closed.some((range) => holds(range, value)))

const nowhere = async (host: string): Promise<readonly string[]> => {
  throw new Error(`no look-up of ${host} expected`)
}

describe('the address guard', () => {
  test('refuses every address of every closed IPv4 range, in each notation a URL can give it', async () => {
    await fc.assert(
      fc.asyncProperty(closedIPv4, async (value) => {
        const hex = `0x${value.toString(16)}`
        const notations = [dotted(value), String(value), hex, `[::ffff:${dotted(value)}]`, `[64:ff9b::${dotted(value)}]`]
        for (const host of notations) {
          const checked = await checkUrl(new URL(`http://${host}/a.png`), 'https://provider.example', nowhere)
          expect(checked, host).toHaveProperty('refused')
        }
      }),
    )
  })

  test('lets every other IPv4 address through, plain, mapped and translated', () => {
    fc.assert(
      fc.property(openIPv4, (value) => {
        const address = dotted(value)
        expect([address, `::ffff:${address}`, `64:ff9b::${address}`].map(isPublicAddress)).toEqual([true, true, true])
      }),
    )
  })

  test.for([
    '::',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd00:ec2::254', // AWS metadata
    'ff02::1',
    '2001::1', // Teredo
    '2001:db8::1',
    '2002:7f00:1::', // 6to4 of 127.0.0.1
    '3fff::1',
    '::7f00:1',
    '::ffff:7f00:1',
    '::ffff:a9fe:a9fe',
    '64:ff9b:1::1',
    'example.com',
    '',
  ])('%j is not on the open internet', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  test.for(['2606:4700::6810:84e5', '2a00:1450:4001:82b::200e', '::ffff:8.8.8.8', '::ffff:808:808'])(
    '%s is on the open internet',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )

  const origin = 'http://127.0.0.1:7860'
  test.for([
    ['another scheme', 'file:///etc/passwd', [], 'it is a file: address'],
    ['credentials', 'https://user:word@pictures.example/a.png', ['8.8.8.8'], 'it holds a user name or a password'],
    [
      'one private address among public ones',
      'https://pictures.example/',
      ['8.8.8.8', '10.0.0.1'],
      'pictures.example is not on the open internet (10.0.0.1)',
    ],
    ['a name without an address', 'https://pictures.example/', [], 'pictures.example has no address'],
    ['another port of the same machine', 'http://127.0.0.1:80/', [], '127.0.0.1 is not on the open internet (127.0.0.1)'],
  ] as const)('a URL is refused for %s', async ([, url, addresses, refused]) => {
    expect(await checkUrl(new URL(url), origin, async () => addresses)).toEqual({ refused })
  })

  test("the provider's own origin needs no open address", async () => {
    expect(await checkUrl(new URL('http://127.0.0.1:7860/a.png'), origin, nowhere)).toEqual({ addresses: [] })
  })

  test('a public name gives the addresses that were checked', async () => {
    expect(await checkUrl(new URL('https://pictures.example/'), origin, async () => ['8.8.8.8', '2606:4700::1'])).toEqual({
      addresses: ['8.8.8.8', '2606:4700::1'],
    })
  })

  test('without addresses there is nothing to pin', () => {
    expect(pinned('pictures.example', [])).toBeUndefined()
  })
})
