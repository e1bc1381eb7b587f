import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const beatboard = join(import.meta.dirname, '../../bin/beatboard.js')
/** Heavy: each of them alone costs as much as all that `--help` needs. */
const heavy = /\/node_modules\/(sharp|@takumi-rs|zod|yaml|acorn|csv-parse|ai|@ai-sdk)\/|^node:(sqlite|http|https|tls|readline)/
/** Tells every module that is loaded, a line each, on stderr. */
const teller = `import { registerHooks } from 'node:module'; import { writeSync } from 'node:fs';
  registerHooks({ load(url, context, next) { writeSync(2, url + '\\n'); return next(url, context) } })`

function modulesOf(...words: readonly string[]): readonly string[] {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(teller)}`, beatboard, ...words],
    { encoding: 'utf8', env: {} },
  )
  expect(status, stderr).toBe(0)
  return stderr.split('\n').filter((line) => line !== '')
}

test.for(['--help', '--version'])('%s loads nothing heavy', (word) => {
  const modules = modulesOf(word)
  expect(modules.some((url) => url.endsWith('/src/cli/main.ts'))).toBe(true)
  expect(modules.filter((url) => heavy.test(url))).toEqual([])
})

test('the help of one command loads that command, and so this test would see what is loaded', () => {
  expect(modulesOf('generate', '--help').some((url) => url.endsWith('/src/cli/generate.ts'))).toBe(true)
})
