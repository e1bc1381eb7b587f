/** Runs every bench, one after the other, and exits with 1 when one of them missed its bound. `npm run bench`, about ten minutes on an idle machine. */
import { spawnSync } from 'node:child_process'
import { extname, join } from 'node:path'

const missed: string[] = []
for (const name of ['start', 'pacing', 'own-cost', 'scale', 'painter', 'readers']) {
  console.log(`\n${name}`)
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, `${name}${extname(import.meta.filename)}`)], {
    stdio: 'inherit',
  })
  if (status !== 0) missed.push(name)
}
console.log(missed.length === 0 ? '\nEvery bound is kept.' : `\nMissed: ${missed.join(', ')}`)
process.exitCode = missed.length === 0 ? 0 : 1
