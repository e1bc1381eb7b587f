import { homedir } from 'node:os'
import { join } from 'node:path'
import { type Clock, wallClock } from '../clock.ts'

/** Everything outside that the studio touches, handed in by the doors. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Working directory: where a `.env` is looked for and relative paths start. */
  readonly cwd: string
  /** The user's own folder for vault, key windows and the picture cache: `BEATBOARD_HOME`, else `~/.beatboard`. */
  readonly home: string
  readonly clock: Clock
  readonly fetch: typeof fetch
  readonly random: () => number
  /** What is at work, as another process is told who waits for it, e.g. `beatboard generate film.json`. */
  readonly command: string
}

/** The real world around `process`, with what is given in its place. */
export function realWorld(process: { env: World['env']; cwd(): string }, given: Partial<World> = {}): World {
  const env = given.env ?? process.env
  return {
    env,
    cwd: process.cwd(),
    home: env['BEATBOARD_HOME'] ?? join(homedir(), '.beatboard'),
    clock: wallClock,
    fetch: globalThis.fetch,
    random: Math.random,
    command: 'the beatboard library',
    ...given,
  }
}

/** Today as `YYYY-MM-DD`, for end dates on cards. */
export function today(world: World): string {
  return new Date(world.clock.now()).toISOString().slice(0, 10)
}
