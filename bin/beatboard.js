#!/usr/bin/env node
// Starts Beatboard on Node 24 or later: this Node when it is new enough, else the one a checkout carries.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

const source = new URL('../src/cli/main.ts', import.meta.url)
const built = new URL('../dist/cli/main.js', import.meta.url)
const carried = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url))

if (Number.parseInt(process.versions.node, 10) >= 24) {
  const { startFromTerminal } = await import(existsSync(source) ? source.href : built.href)
  await startFromTerminal()
} else if (existsSync(carried)) {
  const child = spawn(carried, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => signal !== 'SIGINT' && child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
} else {
  process.stderr.write(
    `Beatboard needs Node 24 or later; this is ${process.version}. Install it from https://nodejs.org, then try again.\n`,
  )
  process.exit(2)
}
