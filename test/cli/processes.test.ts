import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Desk, filmList, openDesk, rehearsal, wordsOf } from './terminal.ts'

const beatboard = join(import.meta.dirname, '../../bin/beatboard.js')

interface Process {
  readonly pid: number
  readonly ended: Promise<{ readonly code: number | null; readonly text: string }>
  /** Resolves when its output holds these words. */
  says(words: string): Promise<void>
  interrupt(): void
}

/** A real process of the command line. */
function start(desk: Desk, line: string): Process {
  const child = spawn(process.execPath, [beatboard, ...wordsOf(line)], { cwd: desk.cwd, env: { PATH: process.env['PATH'], ...desk.env } })
  let text = ''
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      for (const listener of listeners) listener()
    })
  const ended = new Promise<{ code: number | null; text: string }>((resolve) => child.on('close', (code) => resolve({ code, text })))
  return {
    pid: child.pid ?? 0,
    ended,
    says: (words) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (text.includes(words)) resolve()
        }
        listeners.add(look)
        look()
        void ended.then(() => reject(new Error(`It ended without saying "${words}":\n${text}`)))
      }),
    interrupt: () => child.kill('SIGINT'),
  }
}

const beats = Array.from({ length: 12 }, (_, index) => `|Beat ${index}`)

test('A9, C6: Ctrl-C ends with 130 and loses nothing; the same command makes the rest, each picture billed once', async () => {
  const { simulator, env } = await rehearsal({ latencyMs: [100, 200] })
  const desk = openDesk(env)
  desk.put('film.json', filmList(...beats))
  const line = 'generate film.json --styles ink --backend gemini --concurrency 2'
  const first = start(desk, line)
  await first.says('Completed 2/12')
  first.interrupt()
  const { code, text } = await first.ended
  expect(code).toBe(130)
  expect(text).toContain('Stopping: nothing new is sent')
  expect(text).toContain('To go on, run the same command again.')
  expect(desk.files('film/generated_images').length).toBe(simulator.log.billedPictures)
  expect((await desk.run(line)).code).toBe(0)
  expect([...simulator.log.billedByPrompt.values()]).toEqual(beats.map(() => 1))
})

test('A9: the same command twice at once: the second one watches, nothing is billed twice', async () => {
  const { simulator, env } = await rehearsal({ latencyMs: [100, 200] })
  const desk = openDesk(env)
  desk.put('film.json', filmList(...beats))
  const line = 'generate film.json --styles ink --backend gemini --concurrency 2'
  const first = start(desk, line)
  await first.says('Completed 1/12')
  const status = await desk.run('status film')
  const second = await desk.run(line)
  expect(status.out).toContain(`At work: process ${first.pid}`)
  expect(second.err).toContain(`Process ${first.pid} on `)
  expect(second.err).toContain('Watching it; Ctrl-C only stops watching.')
  expect([(await first.ended).code, second.code]).toEqual([0, 0])
  expect(second.err).toContain('Completed 12/12')
  expect(simulator.log.billedPictures).toBe(12)
})

test('B10: without a terminal there are plain lines and no control characters', async () => {
  const { env } = await rehearsal()
  const desk = openDesk(env)
  desk.put('film.json', filmList('A harbour'))
  const { text, code } = await start(desk, 'generate film.json --styles ink --backend gemini').ended
  expect([code, text.includes('\u001B')]).toEqual([0, false])
})
