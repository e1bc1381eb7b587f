import { spawnSync } from 'node:child_process'

/** Whether a program lies on the PATH: tests that let another program look at our files run where it does. */
export function hasProgram(name: string, ...probe: readonly string[]): boolean {
  return spawnSync(name, [...probe]).error === undefined
}
