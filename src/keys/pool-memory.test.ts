import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { jumpingClock } from '../clock.ts'
import { openKeyRing } from './key-ring.ts'
import { memoryPoolMemory, sqlitePoolMemory, type PoolMemory } from './pool-memory.ts'
import { emptyBucket, type Bucket } from './window.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pools-'))
})
afterEach(() => rm(folder, { recursive: true }))

const fail = (): never => {
  throw new Error('no')
}

const full: Bucket = {
  starts: [1, 2, 3],
  rest: { since: 3, until: 9, trouble: 'rate-limited', streak: 2 },
  lesson: { requests: 4, at: 3 },
}

describe.for<[string, () => PoolMemory]>([
  ['in memory', memoryPoolMemory],
  ['in SQLite', () => sqlitePoolMemory(join(folder, 'deep', 'pools.db'))],
])('the memory %s', ([, open]) => {
  test('knows nothing of a bucket at first', () => {
    const memory = open()
    expect([memory.read('a'), memory.names('')]).toEqual([emptyBucket, []])
    memory.close()
  })

  test('keeps what a change returns, and leaves a bucket alone when it returns nothing', () => {
    const memory = open()
    memory.change('a', () => full)
    memory.change('a', (was) => ({ ...was, starts: [...was.starts, 4] }))
    memory.change('a', () => undefined)
    expect(memory.read('a')).toEqual({ ...full, starts: [1, 2, 3, 4] })
    memory.close()
  })

  test('lists buckets by the beginning of their names, taken literally', () => {
    const memory = open()
    for (const name of ['w/a/1', 'w/a/2', 'w/ab', 'W/a/3', 'w/%']) memory.change(name, () => full)
    expect([memory.names('w/a/').toSorted(), memory.names('w/%')]).toEqual([['w/a/1', 'w/a/2'], ['w/%']])
    memory.close()
  })

  test('is unchanged by a change that throws, and goes on', () => {
    const memory = open()
    memory.change('a', () => full)
    expect(() => memory.change('a', fail)).toThrow('no')
    memory.change('b', () => full)
    expect([memory.read('a'), memory.read('b')]).toEqual([full, full])
    memory.close()
  })
})

test('what one process wrote another reads, and it is still there after both have gone', () => {
  const file = join(folder, 'pools.db')
  const [one, two] = [sqlitePoolMemory(file), sqlitePoolMemory(file)]
  one.change('a', () => full)
  expect(two.read('a')).toEqual(full)
  one.close()
  two.close()
  const later = sqlitePoolMemory(file)
  expect(later.read('a')).toEqual(full)
  later.close()
})

test('A4: two processes that claim as fast as they can share one allowance', async () => {
  const file = join(folder, 'pools.db')
  sqlitePoolMemory(file).close()
  const claimAll = `
    import { sqlitePoolMemory } from ${JSON.stringify(new URL('pool-memory.ts', import.meta.url).href)}
    import { windowBook } from ${JSON.stringify(new URL('window-book.ts', import.meta.url).href)}
    const pace = { requests: 40, windowMs: 3_600_000 }
    const clock = { now: () => Date.now() }
    let claimed = 0
    for (let at = 0; at < 100; at += 1) {
      const book = windowBook({ memory: sqlitePoolMemory(${JSON.stringify(file)}), clock, random: () => 0 })
      if (book.claim('w', pace) !== undefined) claimed += 1
    }
    console.log(claimed)`
  const node = () => promisify(execFile)(process.execPath, ['--input-type=module', '--eval', claimAll])
  const counts = (await Promise.all([node(), node()])).map(({ stdout }) => Number(stdout))
  expect(counts.reduce((sum, each) => sum + each)).toBe(40)
})

test('a file that is no database is moved aside, whole', async () => {
  const file = join(folder, 'pools.db')
  await writeFile(file, 'not a database, but somebody’s file '.repeat(200))
  const memory = sqlitePoolMemory(file)
  memory.change('a', () => full)
  expect(memory.read('a')).toEqual(full)
  memory.close()
  expect(await readFile(`${file}.damaged`, 'utf8')).toContain('somebody’s file')
})

test('a place that cannot be written is named', () => {
  expect(() => sqlitePoolMemory(folder)).toThrow(expect.objectContaining({ kind: 'disk', message: expect.stringContaining(folder) }))
})

test.for([
  ['no JSON', '{', emptyBucket],
  ['no bucket', '[]', emptyBucket],
  ['null', 'null', emptyBucket],
  ['words for starts', '{"starts":["a",1]}', { starts: [1] }],
  ['a trouble unknown here', '{"starts":[1],"rest":{"since":1,"until":2,"trouble":"bored","streak":1}}', { starts: [1] }],
  ['half a lesson', '{"starts":[1],"lesson":{"requests":2}}', { starts: [1] }],
] as const)('a row of another version (%s) is read as far as it goes', async ([, row, bucket]) => {
  const { DatabaseSync } = await import('node:sqlite')
  const file = join(folder, 'pools.db')
  sqlitePoolMemory(file).close()
  const database = new DatabaseSync(file)
  database.prepare('INSERT INTO buckets VALUES (?, ?)').run('a', row)
  database.close()
  const memory = sqlitePoolMemory(file)
  expect(memory.read('a')).toEqual(bucket)
  memory.close()
})

test('A3: no key is written to the memory', async () => {
  const key = 'AIza-a-key-nobody-may-read-7f3a'
  const memory = sqlitePoolMemory(join(folder, 'pools.db'))
  const ring = openKeyRing({ entries: [{ provider: 'gemini', key, domain: 'd', from: 'vault' }], memory, clock: jumpingClock() })
  const pool = ring.pool('gemini', 'ink', { requests: 9, windowMs: 60_000 })
  for (const trouble of ['rate-limited', 'key-rejected'] as const) {
    const lease = await pool.borrow('m', { signal: new AbortController().signal, maxWaitMs: 90_000 })
    lease.giveBack({ trouble })
  }
  memory.close()
  for (const file of await readdir(folder)) expect(await readFile(join(folder, file), 'latin1')).not.toContain('nobody-may-read')
})
