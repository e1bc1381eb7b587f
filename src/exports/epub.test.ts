import { execFileSync, spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { beat } from '../../test/boards.ts'
import { exported, twoStyles } from '../../test/export-world.ts'

const story = twoStyles(
  [
    beat('1', { caption: 'Once upon a time & a <letter> came. 🫖', prompt: 'a "letter" on the table' }),
    beat('2', { caption: 'قالت إيدا: تصبح على خير', prompt: 'Ida\u0000 says good night' }),
    beat('3', { title: 'The end', prompt: 'word '.repeat(400), caption: 'word '.repeat(400) }),
    beat('4'),
  ],
  { title: 'The Bears <Cannot> & "Sleep"', kind: 'story' },
)
const peek =
  'import sys,zipfile,json; z=zipfile.ZipFile(sys.argv[1]); i=z.infolist()[0]; print(json.dumps([i.filename, i.compress_type, z.read(i).decode(), z.read("OEBPS/page-0001.xhtml").decode()]))'

/** EPUBCheck as Debian's package puts it: a Java archive. */
const epubcheck = ['-jar', '/usr/share/java/epubcheck.jar'] as const
const hasEpubcheck = spawnSync('java', [...epubcheck, '--version']).stdout?.includes('EPUBCheck') ?? false

test.runIf(hasEpubcheck)('C1: EPUBCheck finds nothing, whatever the words', { timeout: 60_000 }, async () => {
  const { paths } = await exported({ format: 'epub', board: story, options: { language: 'en-GB' } })
  const { status, stderr, stdout } = spawnSync('java', [...epubcheck, paths[0] ?? ''], { encoding: 'utf8' })
  expect([status, `${stdout}${stderr}`]).toEqual([0, expect.stringContaining('No errors or warnings detected')])
})

test('the mimetype comes first and plain; a page has its picture described, its words readable from the right side', async () => {
  const { paths } = await exported({ format: 'epub', board: story })
  const [name, method, type, first] = JSON.parse(execFileSync('python3', ['-c', peek, paths[0] ?? ''], { encoding: 'utf8' })) as [
    string,
    number,
    string,
    string,
  ]
  expect([name, method, type]).toEqual(['mimetype', 0, 'application/epub+zip'])
  expect(first).toContain('<img src="page-0001.jpg" alt="a &quot;letter&quot; on the table"/>')
  expect(first).toContain('<p class="short" dir="auto">Once upon a time &amp; a &lt;letter&gt; came. 🫖</p>')
})

test('the same story makes the same file', async () => {
  const [one, two] = await Promise.all([1, 2].map(async () => readFile((await exported({ format: 'epub', board: story })).paths[0] ?? '')))
  expect(one?.equals(two ?? Buffer.alloc(0))).toBe(true)
})

test('what is no language is refused', async () => {
  await expect(exported({ format: 'epub', board: story, options: { language: '"><script>' } })).rejects.toMatchObject({
    kind: 'wrong-usage',
  })
})
