import { expect, test } from 'vitest'
import { torture } from './torture/run-torture.ts'

const seed = 20261120

test('A9, A16, C6: processes killed 25 times, broken disks, torn files: no picture lost, none paid twice, every doubt listed', async () => {
  const { table, problems, kills } = await torture({ kills: 25, seed })
  expect(problems, table).toEqual([])
  expect(kills).toBeGreaterThanOrEqual(25)
}, 240_000)
