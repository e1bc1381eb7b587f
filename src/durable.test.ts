import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { diskFault, isAbandonedPart, partName, realDisk, replaceFile } from './durable.ts'
import { BeatboardError } from './errors.ts'

const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'beatboard-durable-'))

describe('replaceFile', () => {
  test('writes text and bytes, and makes the folders above', async () => {
    const folder = emptyFolder()
    await replaceFile(join(folder, 'a', 'b', 'c.txt'), 'one')
    await replaceFile(join(folder, 'a', 'b', 'c.txt'), Buffer.from('two'))
    expect([readFileSync(join(folder, 'a', 'b', 'c.txt'), 'utf8'), readdirSync(join(folder, 'a', 'b'))]).toEqual(['two', ['c.txt']])
  })

  test('leaves the old file and no part when the disk does not take it', async () => {
    const folder = emptyFolder()
    writeFileSync(join(folder, 'c.txt'), 'old')
    const full = {
      ...realDisk,
      writeNew: async (path: string, pieces: readonly Uint8Array[]) => {
        await realDisk.writeNew(
          path,
          pieces.map((piece) => piece.subarray(0, 1)),
        )
        throw Object.assign(new Error('full'), { code: 'ENOSPC' })
      },
    }
    await expect(replaceFile(join(folder, 'c.txt'), 'new', full)).rejects.toMatchObject({ kind: 'disk' })
    expect([readFileSync(join(folder, 'c.txt'), 'utf8'), readdirSync(folder)]).toEqual(['old', ['c.txt']])
  })

  test('a file where a folder is needed is a fault of the disk', async () => {
    const folder = emptyFolder()
    writeFileSync(join(folder, 'a'), '')
    await expect(replaceFile(join(folder, 'a', 'b'), '')).rejects.toMatchObject({
      kind: 'disk',
      facts: { hint: expect.stringMatching(/\S/) },
    })
  })
})

test.runIf(process.platform === 'linux')('a file system that takes no folder is a fault, not an endless wait', async () => {
  await expect(replaceFile('/proc/no/such/place/board.json', '{}')).rejects.toMatchObject({ kind: 'disk' })
})

test('a new file is never written over an old one', async () => {
  const path = join(emptyFolder(), 'a')
  await realDisk.writeNew(path, [Buffer.from('a'), Buffer.from('b')])
  await expect(realDisk.writeNew(path, [])).rejects.toMatchObject({ code: 'EEXIST' })
  expect(readFileSync(path, 'utf8')).toBe('ab')
})

describe('an abandoned part file', () => {
  const processes = { alive: (pid: number) => pid === 2, now: 1e12, began: 1e12 - 60_000 }
  test.for<[string, string, number, boolean]>([
    ['of a dead process', partName(1), 1e12, true],
    ['of a living one', partName(2), 1e12, false],
    ['of a living one, two days old', partName(2), 1e12 - 172_800_000, true],
    ['of this process', partName(), 1e12 - 1000, false],
    ['of a process with this number before', partName(), 1e12 - 120_000, true],
    ['of another machine', '.beatboard-zzzzzz-1-0123456789ab.part'.replace('zzzzzz', 'abcdef'), 1e12, false],
    ['of another program', 'movie.part', 0, false],
  ])('%s', ([, name, modified, isAbandoned]) => {
    expect(isAbandonedPart(name, modified, processes)).toBe(isAbandoned)
  })
})

test('part names are never the same', () => {
  expect(new Set(Array.from({ length: 1000 }, () => partName())).size).toBe(1000)
})

test('a fault that is named already keeps its name', () => {
  const fault = new BeatboardError('held', 'another process')
  expect(diskFault(fault, 'x')).toBe(fault)
  expect(diskFault('odd', 'x')).toMatchObject({ kind: 'disk', message: 'Could not write x: the disk did not take it' })
})
