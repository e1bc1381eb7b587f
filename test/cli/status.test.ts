import { expect, test } from 'vitest'
import { filmList, openDesk, rehearsal } from './terminal.ts'

const style = (id: string, done: number): unknown => ({ id, total: 3, done, outOfDate: 0, spentUsd: 0 })

test('A12: status answers for any project folder: what is done of what, before anything is made and after', async () => {
  const desk = openDesk()
  desk.put('film.json', filmList('a pier', 'a gull', '|a lamp'))
  await desk.run('import film.json --output-dir film --styles ink,clear --size 128x72')
  const before = await desk.run('status film --json')
  await desk.run('generate film --styles clear')
  const after = await desk.run('status film --json')
  expect([before.records, after.records]).toMatchObject([
    [{ type: 'status', title: 'Night Ferry', styles: [style('ink', 0), style('clear', 0)], errors: [], inDoubt: [], spentUsd: 0 }],
    [{ styles: [style('ink', 0), style('clear', 3)] }],
  ])
})

test('A13, B13: status tells each error with its reason, and what was spent', async () => {
  const { simulator, env } = await rehearsal({ faults: [{ fault: 'refused-input', when: { prompt: 'gull' } }] })
  const desk = openDesk(env)
  desk.put('film.json', filmList('a pier', '|a gull'))
  await desk.run('generate film.json --backend stability --styles ink')
  const { records } = await desk.run('status film --json')
  expect(records).toMatchObject([{ errors: [{ id: 'ink/1.2', kind: 'refused-input' }], spentUsd: simulator.log.billedUsd }])
})

test('B4, D7: a project can be looked at by the library while its errors stand', async () => {
  const { env } = await rehearsal({ faults: [{ fault: 'refused-input', when: { prompt: 'gull', times: 1 } }] })
  const desk = openDesk(env)
  desk.put('steps.json', { title: 'Shelf', construction_steps: ['a board', 'a gull', 'a roof'] })
  const first = await desk.run('generate steps.json --backend gemini')
  expect(first.out).toContain('Complete with gaps')
  expect((await desk.run('plan steps')).out).toMatch(/continued from|picture before|failed before/)
  const second = await desk.run('generate steps')
  expect([first.code, second.code]).toEqual([3, 0])
})
