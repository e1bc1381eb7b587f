import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, sep } from 'node:path'
import { expect, test } from 'vitest'

/** The floors of the house: what each room may import. Rooms on one floor never import each other. */
const ground = ['errors.ts', 'clock.ts', 'redact.ts', 'durable.ts', 'board']
const first = ['plan', 'models', 'keys', 'gallery', 'review']
const second = ['run', 'exports']
const mayEnter: Readonly<Record<string, readonly string[]>> = {
  'errors.ts': [],
  'clock.ts': [],
  'redact.ts': [],
  'durable.ts': ['errors.ts'],
  board: ['errors.ts'],
  plan: ground,
  models: ground,
  keys: ground,
  gallery: ground,
  review: ground,
  run: [...ground, ...first],
  exports: [...ground, ...first],
  studio: [...ground, ...first, ...second],
  'index.ts': [...ground, ...first, ...second, 'studio'],
  api: ['errors.ts', 'board', 'run'],
  'browser.ts': ['errors.ts', 'board', 'run', 'api'],
  simulator: [...ground, 'models'],
  cli: [...ground, ...first, ...second, 'studio', 'index.ts', 'simulator', 'server'],
  server: [...ground, ...first, ...second, 'studio', 'index.ts', 'browser.ts', 'api'],
}

const root = import.meta.dirname
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))

function roomOf(file: string): string {
  // What server and page agree on stands between them.
  if (file === join('server', 'api.ts') || file.startsWith(join('server', 'api', ''))) return 'api'
  const room = file.split(sep)[0] ?? file
  return room === 'studio.ts' ? 'studio' : room
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  const found = text.matchAll(/(?:from\s+|import\s*\(\s*|import\s+)['"](\.{1,2}\/[^'"]+)['"]/g)
  return [...found].map((match) => normalize(join(dirname(file), match[1] ?? '')))
}

test.for(files)('%s stays on its floor', (file) => {
  const room = roomOf(file)
  expect(mayEnter, `${room} is a room without a floor`).toHaveProperty([room])
  const wrong = importsOf(file).filter((other) => roomOf(other) !== room && !mayEnter[room]?.includes(roomOf(other)))
  expect(wrong).toEqual([])
})

test('what the page may import reaches no node module', () => {
  const seen = new Set<string>()
  const visit = (file: string): void => {
    if (seen.has(file) || !files.includes(file)) return
    seen.add(file)
    for (const other of importsOf(file)) visit(other)
  }
  visit('browser.ts')
  for (const file of seen) expect(readFileSync(join(root, file), 'utf8'), file).not.toMatch(/from ['"]node:/)
})
