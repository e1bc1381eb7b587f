import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { film, style } from '../../test/boards.ts'
import { writeBoard } from '../board/board-file.ts'
import type { Snapshot } from '../server/api.ts'
import { startSimulator } from '../simulator/simulator.ts'
import { main } from './main.ts'

const cleaning: (() => void)[] = []
afterEach(() => cleaning.splice(0).forEach((clean) => clean()))

function folderWith(board = film()): string {
  const root = mkdtempSync(join(tmpdir(), 'beatboard-serve-'))
  cleaning.push(() => rmSync(root, { recursive: true, force: true }))
  mkdirSync(join(root, 'boards/boat'), { recursive: true })
  writeFileSync(join(root, 'boards/boat/board.json'), writeBoard(board))
  return root
}

/** The command in this process: what it said, and its exit code once stopped. */
function serve(
  root: string,
  argv: readonly string[],
  env: Record<string, string> = {},
): { said: () => string; stop: () => void; ended: Promise<number> } {
  let text = ''
  const sink = { write: (piece: string) => ((text += piece), true), isTTY: false, columns: 80 } as never
  const stop = new AbortController()
  const ended = main({
    argv: ['serve', ...argv],
    stdin: process.stdin,
    stdout: sink,
    stderr: sink,
    signal: stop.signal,
    cwd: () => join(root, 'boards'),
    env: { BEATBOARD_HOME: join(root, 'home'), CI: '1', ...env },
  })
  return { said: () => text, stop: () => stop.abort(), ended }
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((done) => setTimeout(done, 10))
}

test('serve tells its address, answers there, and stops when told to', async () => {
  const root = folderWith()
  const here = serve(root, ['--port', '0'])
  await until(() => here.said().includes('http://localhost:'))
  const url = /http:\/\/localhost:\d+/.exec(here.said())?.[0] ?? ''
  expect(((await (await fetch(`${url}/api/boards`)).json()) as { boards: { id: string }[] }).boards.map(({ id }) => id)).toEqual(['boat'])
  here.stop()
  await here.ended
  await expect(fetch(url)).rejects.toThrow('fetch failed')
})

test.for([
  ['an address that others can reach, without a token', ['--host', '0.0.0.0'], {}, /needs a token/],
  ['a token that is too short', ['--host', '0.0.0.0'], { BEATBOARD_TOKEN: 'short' }, /at least 8/],
  ['a folder that is not there', ['nowhere'], {}, /no folder "nowhere"/],
  ['two folders', ['.', '.'], {}, /One folder/],
  ['a port that is none', ['--port', '99999'], {}, /--port/],
] as const)('%s is refused with a way out', async ([, argv, env, words]) => {
  const here = serve(folderWith(), argv, env)
  expect(await here.ended).toBe(2)
  expect(here.said()).toMatch(words)
})

test('a port that is taken is said, with what to do', async () => {
  const root = folderWith()
  const first = serve(root, ['--port', '0'])
  await until(() => first.said().includes('http://localhost:'))
  const port = /localhost:(\d+)/.exec(first.said())?.[1] ?? ''
  const second = serve(root, ['--port', port])
  expect(await second.ended).toBe(2)
  expect(second.said()).toMatch(new RegExp(`Port ${port} is taken[\\s\\S]*--port`))
  first.stop()
  await first.ended
})

async function started(root: string, env: Readonly<Record<string, string>>): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [resolve('bin/beatboard.js'), 'serve', '--port', '0'], {
    cwd: join(root, 'boards'),
    env: { PATH: process.env['PATH'], BEATBOARD_HOME: join(root, 'home'), CI: '1', ...env },
  })
  cleaning.unshift(() => child.kill('SIGKILL'))
  let said = ''
  child.stdout?.on('data', (piece: Buffer) => (said += piece.toString()))
  await until(() => /localhost:\d+/.test(said))
  return { child, url: /http:\/\/localhost:\d+/.exec(said)?.[0] ?? '' }
}

const post = (url: string, path: string, body: object): Promise<Response> =>
  fetch(url + path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
const snapshot = async (url: string): Promise<Snapshot> => (await fetch(`${url}/api/boards/boat`)).json() as Promise<Snapshot>
const count = ({ pictures }: Snapshot, ...wanted: string[]): number =>
  Object.values(pictures).filter(({ status }) => wanted.includes(status)).length

test('A9: a server killed in the middle of a run comes back with the truth: nothing lost, nothing sent by itself, what is in doubt is said', async () => {
  await using simulator = await startSimulator({ latencyMs: [300, 300] })
  const root = folderWith(film({ styles: [style('ink', { models: [{ provider: 'gemini' }], continuity: 'none' })] }))
  const env = { ...simulator.environment, GEMINI_API_KEY: 'AIzaTestKeyForTheSimulator0001', BEATBOARD_RPM: '1000' }
  const first = await started(root, env)
  await post(first.url, '/api/boards/boat/runs', { concurrency: 1 })
  await until(async () => count(await snapshot(first.url), 'complete') === 2 && count(await snapshot(first.url), 'generating') === 1)
  first.child.kill('SIGKILL')
  await new Promise((done) => first.child.once('exit', done))
  const asked = simulator.log.asked.length
  const second = await started(root, env)
  const after = await snapshot(second.url)
  expect([after.run?.ending, after.run?.why, count(after, 'complete', 'exists')]).toEqual([
    'stopped',
    'Its process ended without a word.',
    2,
  ])
  expect(Object.values(after.pictures).filter(({ inDoubt }) => inDoubt !== undefined).length).toBe(1)
  expect([after.inDoubtUsd > 0, simulator.log.asked.length]).toEqual([true, asked])
  await post(second.url, '/api/boards/boat/runs', {})
  await until(
    async () => (await snapshot(second.url)).run?.phase === 'ended' && count(await snapshot(second.url), 'complete', 'exists') === 4,
  )
  expect(simulator.log.asked.length).toBe(asked + 2)
  second.child.kill('SIGINT')
  expect(await new Promise((done) => second.child.once('exit', done))).toBe(0)
})
