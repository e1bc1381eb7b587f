import { deflateSync, crc32 } from 'node:zlib'
import fc from 'fast-check'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, test } from 'vitest'
import { picture } from '../../test/pictures.ts'
import { differingBits, inspect } from './inspect.ts'

const formats = ['png', 'jpeg', 'webp'] as const
const flat = (background: string, size = { width: 128, height: 128 }): Promise<Buffer> =>
  sharp({ create: { ...size, channels: 4, background } })
    .png()
    .toBuffer()

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}

/** A PNG of a few bytes that says it is huge. */
function bomb(side: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 8
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(1000))), chunk('IEND', Buffer.alloc(0))])
}

describe('C5: a picture counts as one', () => {
  test.for(formats)('when it is a whole %s', async (format) => {
    const { bytes, type } = await picture(1, format)
    const { looks, ...rest } = await inspect(bytes, { size: { width: 96, height: 64 } })
    expect(rest).toEqual({ type, width: 96, height: 64, warnings: [] })
    expect(looks).toMatch(/^[0-9a-f]{16}$/)
  })

  test.for([
    ['grey', (image: Sharp) => image.greyscale().png()],
    ['16 bits a channel', (image: Sharp) => image.toColourspace('rgb16').png()],
    ['a palette', (image: Sharp) => image.png({ palette: true })],
    ['CMYK', (image: Sharp) => image.toColourspace('cmyk').jpeg()],
    ['progressive', (image: Sharp) => image.jpeg({ progressive: true })],
    ['transparent edges', (image: Sharp) => image.extend({ top: 9, background: { r: 0, g: 0, b: 0, alpha: 0 } }).webp()],
  ] as const)('when it has %s', async ([, make]) => {
    const bytes = await make(sharp((await picture(1)).bytes)).toBuffer()
    expect((await inspect(bytes)).warnings).toEqual([])
  })

  test('of another shape or smaller than asked for, with a warning', async () => {
    const { bytes } = await picture(1)
    expect((await inspect(bytes, { size: { width: 64, height: 64 } })).warnings).toEqual(['came as 96×64, asked for 64×64: another shape'])
    expect((await inspect(bytes, { size: { width: 192, height: 128 } })).warnings).toEqual(['came as 96×64, asked for 192×128: smaller'])
    expect((await inspect(bytes, { size: { width: 95, height: 64 } })).warnings).toEqual([])
  })

  test('as small as it was asked for', async () => {
    const { bytes } = await picture(1, 'png', { width: 32, height: 32 })
    expect((await inspect(bytes, { size: { width: 32, height: 32 } })).width).toBe(32)
  })

  test('nearly one colour, with a warning', async () => {
    const svg =
      '<svg width="256" height="256"><rect width="256" height="256" fill="#fdfdfd"/><circle cx="128" cy="128" r="60" fill="none" stroke="#777" stroke-width="2"/></svg>'
    expect((await inspect(await sharp(Buffer.from(svg)).png().toBuffer())).warnings).toEqual(['nearly one colour all over'])
  })
})

describe('C5: refused', () => {
  test.for<[string, string, () => Buffer | Promise<Buffer>]>([
    ['nothing', 'no-image', () => Buffer.alloc(0)],
    ['a web page', 'no-image', () => Buffer.from(' <!DOCTYPE html><html>')],
    ['JSON', 'no-image', () => Buffer.from('{"error":"busy"}')],
    ['an SVG', 'no-image', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"/>')],
    ['text', 'broken-image', () => Buffer.from('busy')],
    [
      'a GIF',
      'broken-image',
      async () =>
        sharp((await picture(1)).bytes)
          .gif()
          .toBuffer(),
    ],
    [
      'an AVIF',
      'broken-image',
      async () =>
        sharp((await picture(1)).bytes)
          .avif()
          .toBuffer(),
    ],
    ['one pixel', 'broken-image', () => flat('#f00', { width: 1, height: 1 })],
    ['a bomb', 'broken-image', () => bomb(20_000)],
    ['more pixels said than there are', 'broken-image', () => bomb(2000)],
    ['white', 'broken-image', () => flat('#fff')],
    ['all transparent', 'broken-image', () => flat('#0000')],
    ['black, as safety filters send', 'refused-output', () => flat('#000')],
    ['a head without a body', 'broken-image', () => Buffer.from('ffd8ffe000104a46', 'hex')],
  ])('%s', async ([, kind, make]) => {
    await expect(inspect(await make())).rejects.toMatchObject({ kind })
  })

  test.for(formats)('a %s that is cut anywhere', async (format) => {
    const { bytes } = await picture(1, format)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 3 }), async (length) => {
        await expect(inspect(bytes.subarray(0, length))).rejects.toMatchObject({ kind: expect.stringMatching(/^(?:broken|no)-image$/) })
      }),
      { numRuns: 40 },
    )
  })

  test('a PNG with any bit flipped', async () => {
    const { bytes } = await picture(1)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length * 8 - 1 }), async (bit) => {
        const flipped = Buffer.from(bytes)
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        await expect(inspect(flipped)).rejects.toMatchObject({ kind: expect.stringMatching(/^(?:broken|no)-image$/) })
      }),
    )
  })

  test('a placeholder that is known by its looks, also when it was compressed again', async () => {
    const { bytes } = await picture(1)
    const { looks } = await inspect(bytes)
    const again = await sharp(bytes).jpeg({ quality: 60 }).toBuffer()
    const placeholders = [{ name: 'censored', looks, kind: 'refused-output' as const }]
    await expect(inspect(again, { placeholders })).rejects.toMatchObject({
      kind: 'refused-output',
      message: 'The picture is a placeholder: censored',
    })
    expect((await inspect((await picture(2)).bytes, { placeholders })).warnings).toEqual([])
  })
})

test.for<[string, string, number]>([
  ['0000000000000000', '0000000000000000', 0],
  ['0000000000000000', 'ffffffffffffffff', 64],
  ['00000000000000f0', '0000000000000011', 4],
])('%s and %s differ in %i bits', ([one, other, bits]) => {
  expect(differingBits(one, other)).toBe(bits)
})
