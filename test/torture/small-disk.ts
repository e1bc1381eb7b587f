import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Stage } from './stage.ts'

/** A real disk of a few hundred kilobytes that only its own processes see. */
export interface SmallDisk extends AsyncDisposable {
  /** As its own processes name it. */
  readonly inside: string
  /** As this process names it. */
  readonly outside: string
  /** Put before a program that is to see it. */
  readonly before: readonly string[]
  /** `size=800k`, `ro`, `rw`. */
  remount(...options: string[]): void
}

/** Mounts a disk in a namespace of its own, which is gone with its keeper; `undefined` where this machine does not allow that. */
export async function openSmallDisk(stage: Stage, name: string, size: string): Promise<SmallDisk | undefined> {
  const inside = join(stage.folder, name)
  mkdirSync(inside)
  const script = `mount -t tmpfs -o size=${size} tmpfs "${inside}" && echo mounted && exec cat`
  const [apart, ...inIt] = ['unshare', '-m', 'sh', '-c', script] as const
  const keeper = spawn(apart, inIt, { stdio: ['pipe', 'pipe', 'ignore'] })
  const gone = new Promise<'gone'>((resolve) => {
    keeper.once('error', () => resolve('gone'))
    keeper.once('exit', () => resolve('gone'))
  })
  const word = await Promise.race([once(keeper.stdout, 'data'), gone])
  if (word === 'gone' || keeper.pid === undefined) return undefined
  const before = ['nsenter', '-t', String(keeper.pid), '-m', '--']
  return {
    inside,
    outside: `/proc/${keeper.pid}/root${inside}`,
    before,
    remount(...options) {
      const [enter = '', ...rest] = before
      execFileSync(enter, [...rest, 'mount', '-o', ['remount', ...options].join(','), inside])
    },
    async [Symbol.asyncDispose]() {
      keeper.stdin.end()
      await gone
    },
  }
}
