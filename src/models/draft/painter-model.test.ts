import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { Picture } from '../../board/picture.ts'
import { readyStyles } from '../../board/styles.ts'
import type { ImageModel, ImageRequest } from '../image-model.ts'
import { noteIn } from './png-note.ts'
import { draft } from './provider.ts'
import { parseScene, type Scene } from './scene.ts'

const size = { width: 320, height: 180 }
const call = { key: undefined, signal: new AbortController().signal, fetch }

async function painter(): Promise<ImageModel> {
  const [card] = draft.cards
  if (card === undefined) throw new Error('no card')
  return draft.createModel(card, '')
}

async function drawn(prompt: string, more: Partial<ImageRequest> = {}): Promise<Picture> {
  return (await (await painter()).draw({ prompt, references: [], size, ...more }, call)).picture
}

function sceneIn(picture: Picture): Scene | undefined {
  return parseScene(noteIn(picture.bytes) ?? '')
}

async function measures(picture: Picture): Promise<{ light: number; spread: number; edges: number }> {
  const { channels } = await sharp(picture.bytes).greyscale().stats()
  const edges = await sharp(picture.bytes)
    .greyscale()
    .convolve({ width: 3, height: 3, kernel: [0, -1, 0, -1, 4, -1, 0, -1, 0] })
    .stats()
  return { light: channels[0]?.mean ?? 0, spread: channels[0]?.stdev ?? 0, edges: edges.channels[0]?.mean ?? 0 }
}

async function blueness({ bytes }: Picture): Promise<number> {
  const { channels } = await sharp(bytes).stats()
  return (channels[2]?.mean ?? 0) - (channels[0]?.mean ?? 0)
}

test('a draft is free, marked as a draft and says its seed', async () => {
  const { picture, ...rest } = await (await painter()).draw({ prompt: 'A lighthouse', references: [], size, seed: 5 }, call)
  expect(rest).toEqual({ seed: 5, costUsd: 0, warnings: [], draft: true })
  expect(picture.type).toBe('image/png')
})

test('equal words and seed give equal bytes, with a painter that has painted other things between', async () => {
  const model = await painter()
  const once = await model.draw({ prompt: 'A fox in the forest', references: [], size, seed: 3 }, call)
  await model.draw({ prompt: 'A city in rain', references: [], size: { width: 200, height: 300 }, seed: 4 }, call)
  const again = await model.draw({ prompt: 'A fox in the forest', references: [], size, seed: 3 }, call)
  expect(Buffer.from(again.picture.bytes).equals(once.picture.bytes)).toBe(true)
})

test('another seed paints another picture', async () => {
  const [one, other] = [await drawn('A fox in the forest', { seed: 1 }), await drawn('A fox in the forest', { seed: 2 })]
  expect(Buffer.from(one.bytes).equals(other.bytes)).toBe(false)
})

test.for(['A harbour at dawn with boats', 'Mara sits in the kitchen', 'A girl walks over the meadow'])(
  'the three styles that come ready differ in light and line: %s (A2)',
  async (prompt) => {
    const [gouache, ink, film] = await Promise.all(
      readyStyles.map(async ({ words }) => measures(await drawn(`${prompt}\nStyle: ${words}`, { size: { width: 640, height: 360 } }))),
    )
    expect(ink?.light).toBeGreaterThan((gouache?.light ?? 0) + 15)
    expect(gouache?.light).toBeGreaterThan((film?.light ?? 0) + 25)
    expect(film?.spread).toBeGreaterThan(ink?.spread ?? 0)
  },
)

test.for([
  [64, 64],
  [1024, 576],
  [576, 1024],
  [512, 768],
  [64, 640],
  [4096, 64],
  [2560, 1440],
] as const)('a picture of %i × %i is painted at that size and is not blank', async ([width, height]) => {
  const picture = await drawn('Mara walks through the village at night\nStyle: film', { size: { width, height } })
  expect(await sharp(picture.bytes).metadata()).toMatchObject({ width, height, format: 'png' })
  expect((await measures(picture)).spread).toBeGreaterThan(8)
})

test('a continuation keeps the scene and shows the step before plus one thing (D2)', async () => {
  const first = await drawn('Show only this first step and nothing of the steps after it: two planks on the workbench')
  const second = await drawn('Start from the exact state shown in image 1.\nAdd only this step: a hammer', {
    references: [{ role: 'previous', picture: first }],
  })
  const [before, after] = [sceneIn(first), sceneIn(second)]
  expect(after).toEqual({ ...before, subjects: [...(before?.subjects ?? []), after?.subjects.at(-1)] })
  expect(after?.subjects.map((subject) => subject.kind)).toEqual(['plank', 'plank', 'hammer'])
})

test('after a picture by another painter the colours and the horizon are those of that picture', async () => {
  const sea = await sharp({ create: { width: 200, height: 120, channels: 3, background: '#e03020' } })
    .composite([{ input: { create: { width: 200, height: 72, channels: 3, background: '#103c10' } }, left: 0, top: 48 }])
    .jpeg()
    .toBuffer()
  const picture = await drawn('A ship', { references: [{ role: 'previous', picture: { bytes: sea, type: 'image/jpeg' } }] })
  const scene = sceneIn(picture)
  expect(scene?.horizon).toBeCloseTo(0.4, 1)
  const [red, green] = (await sharp(picture.bytes).extract({ left: 0, top: 0, width: 320, height: 40 }).stats()).channels
  expect(red?.mean).toBeGreaterThan((green?.mean ?? 0) + 40)
})

test('a style reference gives its colours, not what it shows', async () => {
  const blue = await sharp({ create: { width: 90, height: 90, channels: 3, background: '#1838d0' } })
    .png()
    .toBuffer()
  const picture = await drawn('A meadow in autumn', { references: [{ role: 'style', picture: { bytes: blue, type: 'image/png' } }] })
  const plain = await drawn('A meadow in autumn')
  expect(await blueness(picture)).toBeGreaterThan((await blueness(plain)) + 10)
  expect(sceneIn(picture)).toEqual(sceneIn(plain))
})

test('a damaged previous picture is passed over', async () => {
  const bytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])
  const picture = await drawn('A boat', { references: [{ role: 'previous', picture: { bytes, type: 'image/png' } }] })
  expect(sceneIn(picture)).toEqual(sceneIn(await drawn('A boat')))
})

test.for([
  ['nothing', ''],
  ['a megabyte', 'ship '.repeat(200_000)],
  ['a megabyte of capitals', 'Aa '.repeat(350_000)],
  ['control characters', '\u0000\u0007\u001b[31m a \u0000 boat'],
  ['markup', '<script>&alert(1)</script><svg onload="x"> & </text>'],
  ['lone surrogates', '\ud800 boat \udfff'],
  ['another script', 'корабль в тумане у маяка'],
] as const)('%s as a prompt still makes a picture', async ([, prompt]) => {
  const picture = await drawn(prompt)
  expect((await measures(picture)).spread).toBeGreaterThan(8)
  expect(sceneIn(picture)).toBeDefined()
})

test('a draft that was cancelled is not painted', async () => {
  const signal = AbortSignal.abort()
  await expect((await painter()).draw({ prompt: 'A boat', references: [], size }, { ...call, signal })).rejects.toMatchObject({
    kind: 'cancelled',
    facts: { billing: 'not-charged' },
  })
})
