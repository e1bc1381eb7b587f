import { expect, test } from 'vitest'
import { filmList, keys, openDesk } from './terminal.ts'

const columns = { isTTY: true, columns: 100 } as const
const closing = { 'Ctrl-C': '\u0003', 'Ctrl-D': '\u0004' } as const

test.for([
  ['n\r', 130, 'Nothing was sent.'],
  ['\r', 130, 'Nothing was sent.'],
  [closing['Ctrl-C'], 130, 'Stopped. Nothing was sent and nothing saved.'],
  [closing['Ctrl-D'], 130, 'Stopped. Nothing was sent and nothing saved.'],
] as const)('B13: above a dollar a terminal is asked; %j sends nothing', async ([typed, code, says]) => {
  const desk = openDesk({ GEMINI_API_KEY: keys.GEMINI_API_KEY, GEMINI_BASE_URL: 'http://127.0.0.1:9' })
  desk.put('film.json', filmList(...Array.from({ length: 40 }, (_, index) => `|Beat ${index}`)))
  const seen: string[] = []
  const said = await desk.run('generate film.json --styles ink', { typed, stderr: { write: (text) => seen.push(text), ...columns } })
  expect(said.code).toBe(code)
  expect(seen.join('')).toContain('Go on? [y/N]')
  expect(seen.join('') + said.out).toContain(says)
  expect(seen.join('')).not.toContain('fault of Beatboard')
})

test('C3: keys add asks with a hidden answer; the key is on no screen', async () => {
  const desk = openDesk()
  const seen: string[] = []
  const typed = `${keys.STABILITY_API_KEY}\r`
  const said = await desk.run('keys add stability', { typed, stderr: { write: (text) => seen.push(text), ...columns } })
  expect([said.code, said.out]).toEqual([0, 'Key ending Zt03 saved for Stability AI. It will not be shown again.\n'])
  expect(seen.join('')).toContain('Key for Stability AI (from https://')
  expect(seen.join('') + desk.everything()).not.toContain(keys.STABILITY_API_KEY)
})
