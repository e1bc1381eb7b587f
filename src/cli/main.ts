import { BeatboardError } from '../errors.ts'
import { redactor } from '../redact.ts'
import { everywhere, nearest, parseCommand } from './args.ts'
import { type Command, type Context, exitCodes } from './command.ts'
import { commands } from './commands.ts'
import { table } from './format.ts'
import { type Output, type Sink, openOutput } from './output.ts'
import { exitCodeOf, tellError } from './tell-error.ts'

/** What the command line needs of a process. */
export interface Terminal {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  cwd(): string
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean }
  readonly stdout: Sink
  readonly stderr: Sink
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal
}

/** Runs one command line and resolves to its exit code; never throws. */
export async function main(terminal: Terminal): Promise<number> {
  const [name, ...rest] = terminal.argv
  const out = outputOf(terminal, rest.includes('--json'))
  try {
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') return help(out, rest[0])
    if (name === '--version') return await version(out)
    const entry = commands.find((command) => command.name === name)
    if (entry === undefined) throw unknownCommand(name)
    const { command } = await entry.load()
    if (rest.includes('--help') || rest.includes('-h')) return helpOn(out, command)
    return await command.run(await contextOf(terminal, out, command, rest))
  } catch (error) {
    tellError(out, error)
    return exitCodeOf(error, terminal.signal)
  } finally {
    out.foot([])
  }
}

/** The process itself as the terminal: Ctrl-C once stops sending and waits, twice leaves at once. */
export async function startFromTerminal(): Promise<void> {
  const stop = new AbortController()
  process.on('SIGINT', () => {
    if (stop.signal.aborted) process.exit(exitCodes.stopped)
    stop.abort(new BeatboardError('cancelled', 'Stopped by you.'))
  })
  process.on('SIGTERM', () => stop.abort(new BeatboardError('cancelled', 'Stopped by the system.')))
  // Whoever read our output has left, e.g. `| head`: what is in flight is paid for and still brought home.
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', () => stop.abort(new BeatboardError('cancelled', 'Nobody reads the output any more.')))
  const { env, stdin, stdout, stderr } = process
  process.exitCode = await main({ argv: process.argv.slice(2), env, cwd: () => process.cwd(), stdin, stdout, stderr, signal: stop.signal })
}

function outputOf({ env, stdout, stderr }: Terminal, json: boolean): Output {
  const plain = env['CI'] !== undefined && env['CI'] !== '' && env['CI'] !== 'false'
  const colour = (stdout.isTTY ?? false) && (env['NO_COLOR'] ?? '') === '' && !plain && env['TERM'] !== 'dumb'
  const live = (stderr.isTTY ?? false) && !plain && !json && env['TERM'] !== 'dumb'
  const secrets = Object.entries(env).flatMap(([key, value]) =>
    /_API_KEYS?(_|$)|_TOKEN$|VAULT_KEY$/.test(key) ? (value ?? '').split(/[,=\s]+/) : [],
  )
  return openOutput({ stdout, stderr, json, colour, live, redact: redactor(secrets.filter((secret) => secret.length >= 8)) })
}

/** What `--help` does not need is read here and not before. */
async function contextOf(terminal: Terminal, out: Output, command: Command, rest: readonly string[]): Promise<Context> {
  const { stdin, signal } = terminal
  const { words, options } = parseCommand(command, rest)
  const { realWorld } = await import('../studio/world.ts')
  return {
    world: realWorld(terminal, { command: `beatboard ${terminal.argv.join(' ')}` }),
    out,
    words,
    options,
    signal,
    ask:
      stdin.isTTY === true && out.live
        ? async (question, hidden) => (await import('./ask.ts')).ask({ stdin, stderr: terminal.stderr, signal }, question, hidden)
        : undefined,
    readInput: async () => (await import('node:stream/consumers')).text(stdin),
  }
}

async function help(out: Output, about: string | undefined): Promise<number> {
  const entry = commands.find((command) => command.name === about)
  if (entry !== undefined) return helpOn(out, (await entry.load()).command)
  out.print('An ordered list of prompts in, consistent pictures in several styles out.\n')
  out.print('  beatboard COMMAND …\n')
  out.print(table(commands.map((command) => [`  ${command.name}`, command.about])))
  out.print('\nStart without a key:  beatboard generate LIST   draws with the built-in draft painter.')
  out.print('More on one command:  beatboard COMMAND --help')
  return exitCodes.complete
}

function helpOn(out: Output, command: Command): number {
  const rows = Object.entries({ ...command.options, ...everywhere }).map(([name, option]) => [
    `  --${name}${option.value === undefined ? '' : ` ${option.value}`}`,
    option.says,
  ])
  out.print(`${command.about}\n\n  beatboard ${command.usage}\n\n${table(rows)}\n\nExample\n  ${command.example}`)
  return exitCodes.complete
}

async function version(out: Output): Promise<number> {
  const { readFile } = await import('node:fs/promises')
  const manifest = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
  out.print(manifest.version)
  return exitCodes.complete
}

function unknownCommand(name: string): BeatboardError {
  const guess = nearest(
    name,
    commands.map((command) => command.name),
  )
  const file = /\.\w+$|\//.test(name) ? ` To draw a list: beatboard generate ${name}` : ''
  return new BeatboardError('wrong-usage', `There is no command "${name}".${guess === undefined ? '' : ` Did you mean ${guess}?`}${file}`, {
    hint: 'All commands: beatboard --help',
  })
}
