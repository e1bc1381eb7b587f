import { expect, test } from 'vitest'
import { follow, served } from '../../test/stream-client.ts'
import { runEnded } from '../../test/studio-stage.ts'
import { main } from '../cli/main.ts'

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

test('A10: a run of this server is told live, and a snapshot plus the events after it is the whole truth', async () => {
  await using here = await served()
  const client = await follow(here.url)
  await here.stage.ask('POST', '/api/boards/boat/runs', {})
  await client.until(() => client.frames.some(({ data }) => data.type === 'run-ended'))
  const kept = client.frames.filter(({ data }) => data.type === 'picture-kept')
  expect(kept.map(({ data }) => [data.board, 'v' in data])).toEqual(upTo(5).map(() => ['boat', true]))
  client.leave()
  await runEnded(here.stage, 'boat')
})

test('a run of the command line on the same folder shows live, as do its picks; the other way round it is watched', async () => {
  await using here = await served()
  const client = await follow(here.url)
  const { root, home } = here.stage
  const run = (...argv: string[]): Promise<number> => {
    const sink = { write: () => true, isTTY: false, columns: 80 } as never
    return main({
      argv,
      env: { BEATBOARD_HOME: home, CI: '1' },
      cwd: () => root,
      stdin: process.stdin,
      stdout: sink,
      stderr: sink,
      signal: new AbortController().signal,
    })
  }
  expect(await run('generate', 'boat', '--yes')).toBe(0)
  await client.until(() => client.frames.some(({ data }) => data.type === 'run-ended'))
  expect(client.frames.filter(({ data }) => data.type === 'picture-kept').length).toBe(5)
  expect(await run('pick', 'boat', '1.1', 'ink')).toBe(0)
  await client.until(() => client.frames.some(({ data }) => data.type === 'picked'))
  client.leave()
})

test('two servers on one folder: the second joins the run of the first and both tell it', async () => {
  await using here = await served()
  await using other = await here.stage.again()
  const stream = await other.raw('/api/events')
  const reader = (stream.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()).getReader()
  const [one, two] = await Promise.all([
    here.stage.ask('POST', '/api/boards/boat/runs', {}),
    other.ask('POST', '/api/boards/boat/runs', {}),
  ])
  const what = [one, two].map(({ json }) => (json as { what: string }).what)
  expect(what.toSorted()).toEqual(['joined', 'started'])
  let text = ''
  while (!text.includes('run-ended')) text += (await reader.read()).value ?? ''
  expect(text.split('"type":"picture-kept"').length - 1).toBe(5)
  await reader.cancel()
  await runEnded(here.stage, 'boat')
  await runEnded(other, 'boat')
})
