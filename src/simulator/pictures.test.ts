import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { painter, sizeOf } from './pictures.ts'
import type { Ask } from './wire.ts'

const ask: Ask = { model: 'm', prompt: 'a red kettle', size: { width: 320, height: 192 }, references: [], format: 'png' }

async function facts(bytes: Buffer): Promise<object> {
  const { width, height, format } = await sharp(bytes).metadata()
  const { data } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { width, height, format, decoded: data.length }
}

describe('pictures', () => {
  test.for(['png', 'jpeg', 'webp'] as const)('are whole %s files of the asked size', async (format) => {
    const bytes = await painter('plain', 1).paint({ ...ask, format }, 0)
    expect(await facts(bytes)).toEqual({ width: 320, height: 192, format, decoded: 320 * 192 * 3 })
  })

  test('are the same for the same question and another for any other', async () => {
    const plain = painter('plain', 1)
    const others: Ask[] = [
      ask,
      { ...ask, prompt: 'a blue kettle' },
      { ...ask, seed: 5 },
      { ...ask, model: 'n' },
      { ...ask, negativePrompt: 'people' },
      { ...ask, references: [Buffer.from('a reference')] },
    ]
    const pictures = await Promise.all([
      ...others.map((other) => plain.paint(other, 0)),
      plain.paint(ask, 1),
      painter('plain', 2).paint(ask, 0),
    ])
    expect(new Set(pictures.map((bytes) => bytes.toString('base64'))).size).toBe(pictures.length)
    expect(await painter('plain', 1).paint(ask, 0)).toEqual(pictures[0])
  })

  test('tell prompts apart by their colours, and are far from one colour', async () => {
    const plain = painter('plain', 1)
    const [red, blue] = await Promise.all(
      ['a red kettle', 'a blue kettle'].map(async (prompt) => sharp(await plain.paint({ ...ask, prompt }, 0)).stats()),
    )
    expect(red?.dominant).not.toEqual(blue?.dominant)
    for (const channel of red?.channels ?? []) expect(channel.stdev).toBeGreaterThan(20)
  })

  test('blank ones have one colour', async () => {
    const { channels } = await sharp(await painter('plain', 1).blank(ask)).stats()
    expect(channels.map(({ min, max }) => min === max)).toEqual([true, true, true])
  })

  test('heavy ones weigh about a byte a pixel', async () => {
    const bytes = await painter('heavy', 1).paint({ ...ask, size: { width: 1024, height: 1024 } }, 0)
    expect(bytes.length).toBeGreaterThan(1_000_000)
    expect(bytes.length).toBeLessThan(1_150_000)
    expect(await facts(bytes)).toMatchObject({ width: 1024, height: 1024, format: 'png' })
  })

  test('heavy ones are no even grey from afar, which would count as a blank', async () => {
    const { channels } = await sharp(
      await sharp(await painter('heavy', 1).paint(ask, 0))
        .resize(32, 32)
        .raw()
        .toBuffer(),
      {
        raw: { width: 32, height: 32, channels: 3 },
      },
    ).stats()
    expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(8)
  })

  test('drafts are the draft painter’s, at the asked size', async () => {
    const bytes = await painter('draft', 1).paint(ask, 0)
    expect(await facts(bytes)).toMatchObject({ width: 320, height: 192, format: 'png' })
    expect(bytes).not.toEqual(await painter('plain', 1).paint(ask, 0))
  })

  test('many sizes do not disturb each other', async () => {
    const plain = painter('plain', 1)
    for (let width = 16; width < 16 + 40; width += 1) {
      expect(await sizeOf(await plain.paint({ ...ask, size: { width, height: 16 } }, 0))).toEqual({ width, height: 16 })
    }
  })

  test('what is none has no size', async () => {
    expect(await sizeOf(Buffer.from('no picture'))).toBeUndefined()
  })
})
