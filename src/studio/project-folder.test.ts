import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { film } from '../../test/boards.ts'
import { folderName, projectFolderOf } from './project-folder.ts'

const home = resolve('/films')

test.for([
  ['film', 'night ferry.json', undefined, join(home, 'night ferry')],
  ['film', 'night ferry.json', 'out', join(home, 'out')],
  ['steps', 'steps.md', undefined, join(home, 'steps')],
  ['timeline', 'video_prompts.json', undefined, join(home, 'generated_images', 'Salt & Lantern')],
  ['timeline', 'video_prompts.json', 'out', join(home, 'out', 'Salt & Lantern')],
] as const)('B5: a %s from %s with output dir %s lies in %s', ([kind, name, outputDir, folder]) => {
  expect(projectFolderOf(film({ kind }), name, outputDir, home)).toBe(folder)
})

test('no title leaves its parent folder or takes a reserved name', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('..', '../..', 'nul', 'CON.txt', 'a/../../b', '.', '', '\u0000')),
      (title) => {
        const name = folderName(title)
        expect(resolve(home, name)).toBe(join(home, name))
        expect(name).not.toMatch(/^$|^\.|[/\\:*?"<>|]|[. ]$|^(con|prn|aux|nul)(\.|$)/i)
      },
    ),
  )
})
