import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { picture, recipeFor } from '../../test/pictures.ts'
import { embedRecipe } from './embed.ts'
import { isCut } from './is-cut.ts'

const file = join(mkdtempSync(join(tmpdir(), 'cut-')), 'picture')

test.for(['png', 'jpeg', 'webp'] as const)('a whole %s is not cut, one without its last part is', async (format) => {
  const { bytes } = await picture(1, format)
  const whole = embedRecipe(bytes, recipeFor('ink/1.1', 1))
  writeFileSync(file, whole)
  expect(isCut(file)).toBe(false)
  writeFileSync(file, whole.subarray(0, Math.floor(whole.length * 0.6)))
  expect(isCut(file)).toBe(true)
})

test('an empty file is cut, one of another kind is nobody’s to judge', () => {
  writeFileSync(file, '')
  expect(isCut(file)).toBe(true)
  writeFileSync(file, 'GIF89a')
  expect(isCut(file)).toBe(false)
})
