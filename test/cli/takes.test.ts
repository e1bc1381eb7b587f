import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { filmList, openDesk, rehearsal, stepsList } from './terminal.ts'

test('D1, D2: a how-to is asked for strictly in order, each step shown the original before it', async () => {
  const { simulator, env } = await rehearsal({ latencyMs: [5, 20] })
  const desk = openDesk(env)
  desk.put('shelf.json', stepsList('Saw the board', 'Drill the holes', 'Put in the screws', 'Paint it'))
  expect((await desk.run('generate shelf.json --backend gemini')).code).toBe(0)
  const { pictures } = simulator.log
  expect(pictures.map(({ referenceHashes }) => referenceHashes)).toEqual([
    [],
    ...pictures.slice(0, -1).map(({ pictureHash }) => [pictureHash]),
  ])
  const words = async (step: number): Promise<unknown> => (await desk.run(`takes shelf ${step} --json`)).records[0]?.['prompt']
  expect(await words(1)).toContain('Show only this first step and nothing of the steps after it: Saw the board')
  expect(await words(3)).toMatch(/Start from the exact state shown.*same camera angle and distance.*light, shadows and colour temperature/)
  expect(await words(3)).toContain('Add only this step: Put in the screws')
})

test('D7: when a step fails the chain goes on from the last good one, and the gap is filled later', async () => {
  const { simulator, env } = await rehearsal({ faults: [{ fault: 'refused-input', when: { prompt: 'Drill', times: 1 } }] })
  const desk = openDesk(env)
  desk.put('shelf.json', stepsList('Saw the board', 'Drill the holes', 'Put in the screws'))
  const first = await desk.run('generate shelf.json --backend gemini')
  const [saw, , put] = simulator.log.pictures
  expect([first.code, put?.referenceHashes]).toEqual([3, [saw?.pictureHash]])
  expect(first.err).toContain('Image saved: Step 3 (continued from 1, the picture between is missing)')
  expect((await desk.run('generate shelf')).code).toBe(0)
  expect(simulator.log.pictures.at(-1)?.referenceHashes).toEqual([saw?.pictureHash])
  expect((await desk.run('plan shelf')).out).toContain('out of date: continued from 1, the picture between is there now')
})

test('B14: redo makes a new take with new words and keeps the old one; pick brings it back', async () => {
  const { env } = await rehearsal()
  const desk = openDesk(env)
  const place = 'film/generated_images/ink/Shot_1/Beat_1.1.png'
  const bytes = (): string => readFileSync(join(desk.cwd, place)).toString('base64')
  desk.put('film.json', filmList('A harbour', 'A boat'))
  await desk.run('generate film.json --styles ink --backend gemini')
  const before = bytes()
  const redone = await desk.run("redo film 1.1 --prompt 'A red kite'")
  expect(redone.out).toContain('out of date: the picture before it will change (ink/1.2)')
  expect(bytes()).not.toBe(before)
  expect((await desk.run('takes film 1.1 --json')).records).toMatchObject([
    { take: 1, current: false },
    { take: 2, current: true, prompt: expect.stringContaining('A red kite') },
  ])
  expect((await desk.run('pick film 1.1 ink --take 1')).out).toBe('Picked ink, take 1, for 1.1.\n')
  expect(bytes()).toBe(before)
  expect(desk.json('film/picks.json')).toMatchObject({ '1.1': { style: 'ink', take: 1, isFlagged: false } })
})

test('A15: a pick is flagged, taken back, and refused where there is nothing to pick', async () => {
  const { env } = await rehearsal()
  const desk = openDesk(env)
  desk.put('film.json', filmList('A harbour', '|A boat'))
  await desk.run('generate film.json --styles ink --backend gemini --beats 1.1')
  await desk.run('pick film 1.1 ink --flag')
  expect(desk.json('film/picks.json')).toMatchObject({ '1.1': { isFlagged: true } })
  await desk.run('pick film 1.1 --clear')
  expect(desk.json('film/picks.json')).toEqual({})
  const refused = [await desk.run('pick film 1.2 ink'), await desk.run('pick film 1.1 ink --take 9'), await desk.run('takes film 7.7')]
  expect(refused.map(({ code }) => code)).toEqual([2, 2, 2])
  expect(refused.map(({ err }) => err)).toEqual([
    expect.stringContaining('no picture of 1.2 in "ink" yet'),
    expect.stringContaining('There is no take 9 of 1.1 in "ink". There are: 1.'),
    expect.stringContaining('no beat "7.7"'),
  ])
})

test('B14: redo of a beat or style that is not there changes no words', async () => {
  const desk = openDesk()
  desk.put('film.json', filmList('A harbour'))
  await desk.run('import film.json --output-dir film --styles ink')
  const before = desk.text('film/board.json')
  expect((await desk.run("redo film 1.1 --style wax --prompt 'A kite'")).code).toBe(2)
  expect((await desk.run("redo film 9.1 --prompt 'A kite'")).code).toBe(2)
  expect(desk.text('film/board.json')).toBe(before)
})

test('B15: a second project gets the same pictures without paying', async () => {
  const { simulator, env } = await rehearsal()
  const desk = openDesk(env)
  desk.put('film.json', filmList('A harbour', '|A boat'))
  await desk.run('generate film.json --styles ink --backend gemini')
  const second = await desk.run('generate film.json --styles ink --backend gemini --output-dir again --json')
  expect(second.records.find(({ type }) => type === 'result')).toMatchObject({ ending: 'complete', made: 2, spentUsd: 0 })
  expect(simulator.log.billedPictures).toBe(2)
})

test('A1, A9: an edited list keeps the pictures of beats whose words did not change, renumbered ones move', async () => {
  const { simulator, env } = await rehearsal()
  const desk = openDesk(env)
  const line = 'generate film.json --styles ink --backend gemini'
  desk.put('film.json', filmList('A harbour at night', '|A boat under sail', '|A lamp in a window'))
  await desk.run(line)
  const bytes = (beat: string): string =>
    readFileSync(join(desk.cwd, `film/generated_images/ink/Shot_1/Beat_${beat}.png`)).toString('base64')
  const before = { harbour: bytes('1.1'), lamp: bytes('1.3') }
  desk.put('film.json', filmList('A harbour at night', '|A dog on the quay', '|A boat under sail', '|A lamp in a window'))
  const said = await desk.run(line)
  expect(said.out).toContain('moved with their pictures: 1.2 → 1.3, 1.3 → 1.4')
  expect(simulator.log.billedPictures).toBe(4)
  expect({ harbour: bytes('1.1'), lamp: bytes('1.4') }).toEqual(before)
  expect((await desk.run('verify film')).code).toBe(0)
})

test('a list of another kind is refused by a project that is there', async () => {
  const desk = openDesk()
  desk.put('film.json', filmList('A harbour'))
  desk.put('shelf.json', stepsList('Saw', 'Drill'))
  await desk.run('import film.json --output-dir here')
  const said = await desk.run('import shelf.json --output-dir here')
  expect([said.code, said.err]).toEqual([2, expect.stringContaining('--output-dir FOLDER')])
})
