import { access, constants, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { realDisk } from '../durable.ts'
import { BeatboardError } from '../errors.ts'
import { findProvider, openModel, providers } from '../models/catalog.ts'
import { type World, today } from '../studio/world.ts'
import { openKeys } from '../studio/open-keys.ts'
import { type Command, exitCodes } from './command.ts'
import { count, table } from './format.ts'

/** What one check found. */
interface Check {
  readonly name: string
  readonly state: 'ok' | 'note' | 'fail'
  readonly words: string
}

/** Free space below which a run may not end, in bytes. */
const littleSpace = 500 * 1024 * 1024

/** `doctor`: really tries what a run needs on this machine; sends nothing to any provider. */
export const command: Command = {
  usage: 'doctor',
  about:
    'Is this machine ready? Tries the runtime, the disk, the picture library, the draft painter, the vault and the keys. Sends nothing.',
  options: {},
  example: 'beatboard doctor',
  run: async ({ out, world, signal }) => {
    const checks = [
      runtime(),
      await folder('Working folder', world.cwd),
      await folder('Own folder', world.home),
      ...(await pictures(world, signal)),
      ...(await keys(world)),
    ]
    for (const check of checks) out.emit({ type: 'check', ...check })
    out.print(
      table(
        checks.map((check) => [
          check.state === 'ok' ? out.paint('green', '✓') : check.state === 'note' ? out.paint('yellow', '!') : out.paint('red', '✗'),
          check.name,
          check.words,
        ]),
      ),
    )
    const failed = checks.filter((check) => check.state === 'fail').length
    out.print(failed === 0 ? 'This machine is ready.' : `Not ready: ${count(failed, 'fault')} to mend.`)
    return failed === 0 ? exitCodes.complete : exitCodes.blocked
  },
}

function runtime(): Check {
  return { name: 'Node', state: 'ok', words: `${process.version} on ${process.platform} ${process.arch}` }
}

async function folder(name: string, path: string): Promise<Check> {
  try {
    await realDisk.makeFolder(path)
    await access(path, constants.W_OK)
    const { bavail, bsize } = await statfs(path)
    const free = bavail * bsize
    const words = `${path}, ${(free / 2 ** 30).toFixed(1)} GiB free`
    return free < littleSpace ? { name, state: 'note', words: `${words}: little space for pictures` } : { name, state: 'ok', words }
  } catch {
    return {
      name,
      state: 'fail',
      words: `${path} cannot be written to: give yourself write permission to it or to ${dirname(path)}, or work elsewhere`,
    }
  }
}

async function pictures(world: World, signal: AbortSignal): Promise<Check[]> {
  try {
    const { inspect } = await import('../gallery/inspect.ts')
    const { model } = await openModel({ provider: findProvider('draft').id }, {}, today(world))
    const size = { width: 256, height: 144 }
    const began = world.clock.now()
    const { picture } = await model.draw(
      { prompt: 'A lighthouse at dusk, wide view', references: [], size, seed: 1 },
      { key: undefined, signal, fetch: world.fetch },
    )
    const seen = await inspect(picture.bytes, { size })
    return [
      {
        name: 'Pictures',
        state: 'ok',
        words: `drawn, decoded and checked: ${seen.width} × ${seen.height} in ${world.clock.now() - began} ms`,
      },
    ]
  } catch (error) {
    return [
      {
        name: 'Pictures',
        state: 'fail',
        words: `${error instanceof Error ? error.message : String(error)}: run npm install again on this machine`,
      },
    ]
  }
}

async function keys(world: World): Promise<Check[]> {
  try {
    const found = await openKeys(world, undefined, { trace: false })
    found.close()
    const ready = providers.filter((provider) => found.entries.some((key) => key.provider === provider.id))
    const words =
      ready.length === 0
        ? 'none: the draft painter draws for free; to use a provider: beatboard providers'
        : ready
            .map((provider) => `${provider.title} (${count(found.entries.filter((key) => key.provider === provider.id).length, 'key')})`)
            .join(', ')
    return [
      { name: 'Keys', state: ready.length === 0 ? 'note' : 'ok', words },
      ...found.warnings.map((warning): Check => ({ name: 'Keys', state: 'note', words: warning })),
    ]
  } catch (error) {
    if (!(error instanceof BeatboardError)) throw error
    return [{ name: 'Keys', state: 'fail', words: `${error.message} ${error.facts.hint ?? ''}` }]
  }
}
