import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { decoded, picture, recipeFor } from '../../test/pictures.ts'
import { embedRecipe, recipeInside, withoutRecipe } from './embed.ts'
import { parametersText, parseRecipe } from './recipe.ts'

const formats = ['png', 'webp', 'jpeg'] as const
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const id = 'clear/1.1'

describe.for(formats)('in a %s', (format) => {
  test('any recipe comes back, the pixels are the same, and taking it out gives the file as it came', async () => {
    const { bytes } = await picture(3, format)
    const words = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.constantFrom('—', '🫖', ']]>', '</beatboard:recipe>', '\u0000', '\ufffe&amp;'),
    )
    await fc.assert(
      fc.asyncProperty(words, words, fc.integer({ min: 1, max: 99 }), async (prompt, negativePrompt, take) => {
        const recipe = recipeFor(id, take, { prompt, negativePrompt, warnings: [prompt] })
        const file = embedRecipe(bytes, recipe)
        expect(recipeInside(file)).toEqual(recipe)
        expect(hex(withoutRecipe(file))).toBe(hex(bytes))
      }),
    )
    expect(await decoded(embedRecipe(bytes, recipeFor(id, 1)))).toBe(await decoded(bytes))
  })

  test('a recipe of 300,000 characters fits', async () => {
    const { bytes } = await picture(3, format)
    const recipe = recipeFor(id, 1, { prompt: 'длинный 🫖 '.repeat(30_000) })
    const file = embedRecipe(bytes, recipe)
    expect(recipeInside(file)).toEqual(recipe)
    expect(hex(withoutRecipe(file))).toBe(hex(bytes))
    expect(await decoded(file)).toBe(await decoded(bytes))
  })

  test('the newest of two recipes counts, and the older one stays', async () => {
    const first = embedRecipe((await picture(3, format)).bytes, recipeFor(id, 1))
    const second = embedRecipe(first, recipeFor(id, 2))
    expect(recipeInside(second)?.take).toBe(2)
    expect(hex(withoutRecipe(second))).toBe(hex(first))
  })

  test('XMP says the prompt and that a machine drew it', async () => {
    const xmp = (await sharp(embedRecipe((await picture(3, format)).bytes, recipeFor(id, 1))).metadata()).xmp?.toString('utf8')
    expect(xmp).toContain('A kettle on a stove — café, 朝 🫖')
    expect(xmp).toContain('http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia')
  })

  test('a picture without a recipe has none, and passes unchanged', async () => {
    const { bytes } = await picture(3, format)
    expect(recipeInside(bytes)).toBeUndefined()
    expect(hex(withoutRecipe(bytes))).toBe(hex(bytes))
  })
})

test('a draft is marked as drawn by code', () => {
  expect(embedRecipe(png, recipeFor(id, 1, { draft: true })).toString()).toContain('digitalsourcetype/algorithmicMedia')
})

const { bytes: png } = await picture(1)

test('a PNG carries the parameters text that Stable Diffusion tools read', async () => {
  const metadata = await sharp(embedRecipe(png, recipeFor(id, 1, { negativePrompt: 'blur' }))).metadata()
  expect(metadata.comments?.find((comment) => comment.keyword === 'parameters')?.text).toBe(
    'A kettle on a stove — café, 朝 🫖\nNegative prompt: blur\nSteps: 30, CFG scale: 7.5, Seed: 7, Size: 96x64, Model: draft-1, Version: Beatboard',
  )
})

test('parameters with separators in them are quoted', () => {
  const recipe = recipeFor(id, 1, { prompt: 'p', parameters: { sampler: 'a, "b"' }, model: 'x' })
  expect(parametersText(recipe, { width: 1, height: 2 })).toBe('p\nSampler: "a, \\"b\\"", Seed: 7, Size: 1x2, Model: x, Version: Beatboard')
})

test('a WebP with transparency, profile and XMP of its own keeps them', async () => {
  const own = await sharp({ create: { width: 70, height: 65, channels: 4, background: { r: 200, g: 30, b: 10, alpha: 0.5 } } })
    .webp({ quality: 80 })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><own/></x:xmpmeta>')
    .withExif({ IFD0: { Artist: 'me' } })
    .toBuffer()
  const file = embedRecipe(own, recipeFor(id, 1))
  expect(recipeInside(file)).toEqual(recipeFor(id, 1))
  expect(hex(withoutRecipe(file))).toBe(hex(own))
  expect(await decoded(file)).toBe(await decoded(own))
})

test('a JPEG keeps its EXIF first, and an XMP of its own behind ours', async () => {
  const own = await sharp((await picture(1)).bytes)
    .withExif({ IFD0: { Artist: 'me' } })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><own/></x:xmpmeta>')
    .jpeg()
    .toBuffer()
  const file = embedRecipe(own, recipeFor(id, 1))
  expect([recipeInside(file), hex(withoutRecipe(file))]).toEqual([recipeFor(id, 1), hex(own)])
  expect(Buffer.from(file).indexOf('Exif')).toBeLessThan(Buffer.from(file).indexOf('beatboard:recipe'))
})

test('a WebP whose last chunk is not padded comes back as it was', async () => {
  const { bytes } = await picture(1, 'webp')
  const chunk = Buffer.from('ODD \u0003\u0000\u0000\u0000abc', 'latin1')
  const odd = Buffer.concat([bytes, chunk])
  odd.writeUInt32LE(odd.length - 8, 4)
  const file = embedRecipe(odd, recipeFor(id, 1))
  expect([recipeInside(file), hex(withoutRecipe(file))]).toEqual([recipeFor(id, 1), hex(odd)])
})

test('bytes that are no picture pass unchanged', () => {
  const text = Buffer.from('hello')
  expect([hex(embedRecipe(text, recipeFor(id, 1))), recipeInside(text), hex(withoutRecipe(text))]).toEqual([
    hex(text),
    undefined,
    hex(text),
  ])
})

test.for(['', '{', 'null', '[]', '{"picture":"clear/1"}', JSON.stringify({ ...recipeFor(id, 1), take: 'two' })])(
  '%s is no recipe',
  (text) => {
    expect(parseRecipe(text)).toBeUndefined()
  },
)

test('cut anywhere, a file is read without a fault', async () => {
  for (const format of formats) {
    const file = embedRecipe((await picture(1, format)).bytes, recipeFor(id, 1))
    for (let length = 0; length < file.length; length += 7)
      expect(() => recipeInside(withoutRecipe(file.subarray(0, length)))).not.toThrow()
  }
})
