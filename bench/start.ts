/**
 * How long `beatboard --help` takes, beside a Node that does nothing. On a machine with other work the CPU of the process says what an
 * idle one would need, so that is judged. Run in the repository: `node bench/start.ts`.
 */
import { spawnSync } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import { judge, median } from './figures.ts'

const bound = 150
const rounds = 15
/** Says at the very end what the process has used, in microseconds. */
const meter =
  "import { writeSync } from 'node:fs'; process.on('exit', () => { const used = process.cpuUsage(); writeSync(2, String(used.user + used.system)) })"

interface Times {
  readonly cpu: number
  readonly wall: number
}

function timesOf(args: readonly string[]): Times {
  const began = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`)
  return { cpu: Number(stderr) / 1000, wall: performance.now() - began }
}

function middle(times: readonly Times[]): Times {
  return { cpu: median(times.map(({ cpu }) => cpu)), wall: median(times.map(({ wall }) => wall)) }
}

const metered = ['--import', `data:text/javascript,${encodeURIComponent(meter)}`]
const turns = Array.from({ length: rounds }, () => ({
  idle: timesOf([...metered, '-e', '0']),
  help: timesOf([...metered, 'bin/beatboard.js', '--help']),
}))
const [idle, help] = [middle(turns.map((turn) => turn.idle)), middle(turns.map((turn) => turn.help))]
console.log(`node that does nothing: ${idle.cpu.toFixed(0)} ms CPU, ${idle.wall.toFixed(0)} ms wall (median of ${rounds})`)
console.log(`beatboard --help:       ${help.cpu.toFixed(0)} ms CPU, ${help.wall.toFixed(0)} ms wall`)
judge('beatboard --help, CPU', { value: help.cpu, bound, unit: 'ms' })
