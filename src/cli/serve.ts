import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BeatboardError } from '../errors.ts'
import { isLoopback } from '../server/guard.ts'
import { listen } from '../server/listen.ts'
import { openStudioServer } from '../server/studio-server.ts'
import { listOption, numberOption, textOption } from './args.ts'
import { type Command, type Context, exitCodes } from './command.ts'

const usualPort = 3001

/** `serve`: the studio over the project folders in DIR. */
export const command: Command = {
  usage: 'serve [DIR]',
  about: 'The studio in the browser, over the project folders in DIR (default: here). Ctrl-C finishes what is in flight, then stops.',
  options: {
    port: { type: 'string', value: 'N', says: `port (default ${usualPort}; 0 takes a free one)` },
    host: { type: 'string', value: 'ADDRESS', says: 'address to listen on (default: this machine only); any other needs a token' },
    token: { type: 'string', value: 'TOKEN', says: 'demanded of everybody; better given as BEATBOARD_TOKEN' },
    'allow-origin': { type: 'string', value: 'URL,…', says: 'pages elsewhere that may read step images and states' },
  },
  example: 'beatboard serve my-boards --port 3001',
  run: async (context) => {
    const { out, world, words, signal } = context
    const root = await rootOf(context)
    const host = textOption(context.options, 'host') ?? '127.0.0.1'
    const token = textOption(context.options, 'token') ?? world.env['BEATBOARD_TOKEN']
    if (!isLoopback(host.includes(':') ? `[${host}]` : host) && (token === undefined || token.length < 8))
      throw new BeatboardError('wrong-usage', `On ${host} others can reach the studio, so it needs a token of at least 8 letters.`, {
        hint: 'Set BEATBOARD_TOKEN, or give --token. On this machine alone none is needed.',
      })
    if (words.length > 1) throw new BeatboardError('wrong-usage', 'One folder at a time.', { hint: 'Usage: beatboard serve [DIR]' })
    const page = pageFolder()
    const studio = await openStudioServer({
      world,
      root,
      allowOrigins: listOption(context.options, 'allow-origin') ?? [],
      version: await versionOf(),
      log: (line) => out.log(line),
      ...(token === undefined || token === '' ? {} : { token }),
      ...(page === undefined ? {} : { page }),
    })
    const port = numberOption(context.options, 'port', { min: 0, max: 65_535, whole: true }) ?? usualPort
    const listening = await listen(studio, { port, host }).catch(async (error: unknown) => {
      await studio.close()
      throw error
    })
    out.emit({ type: 'serving', url: listening.url, folder: root })
    out.print(`Beatboard is at ${listening.url}, over ${root}`)
    out.print('Ctrl-C stops: nothing new is sent, what is in flight is finished. Runs go on while the browser is closed.')
    await stopped(signal)
    out.log('Stopping. What is in flight is finished first; Ctrl-C again leaves at once.')
    await listening.close()
    return exitCodes.complete
  },
}

async function rootOf({ words, world }: Context): Promise<string> {
  const root = resolve(world.cwd, words[0] ?? '.')
  const found = await stat(root).catch(() => undefined)
  if (found?.isDirectory() === true) return root
  throw new BeatboardError('wrong-usage', `There is no folder "${words[0] ?? '.'}".`, { hint: `Looked for ${root}.` })
}

/** The built page: beside the built program, or where a checkout builds it. */
function pageFolder(): string | undefined {
  const places = ['../../dist/web/', '../web/'].map((place) => fileURLToPath(new URL(place, import.meta.url)))
  return places.find((place) => existsSync(`${place}index.html`)) ?? places[0]
}

async function versionOf(): Promise<string> {
  const manifest = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
  return manifest.version
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done()
    else signal.addEventListener('abort', () => done(), { once: true })
  })
}
