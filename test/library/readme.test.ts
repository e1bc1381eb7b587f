import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { startSimulator } from '../../src/simulator/simulator.ts'

const root = join(import.meta.dirname, '../..')

test('B4: the example of the README runs as it stands, against the simulator', async () => {
  const readme = await readFile(join(root, 'README.md'), 'utf8')
  const [, code = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? []
  const folder = await mkdtemp(join(tmpdir(), 'readme-'))
  await using simulator = await startSimulator()
  try {
    const library = new URL('../../src/index.ts', import.meta.url).href
    await writeFile(join(folder, 'example.mts'), code.replace("'beatboard'", `'${library}'`))
    await cp(join(root, 'examples/timeline.json'), join(folder, 'video_prompts.json'))
    const env = {
      ...process.env,
      ...simulator.environment,
      OPENAI_API_KEY: 'sk-any-key-will-do-here',
      BEATBOARD_HOME: join(folder, 'home'),
      BEATBOARD_RPM: '6000',
    }
    const { stdout } = await promisify(execFile)(process.execPath, ['example.mts'], { cwd: folder, env })
    const billed = simulator.log.billedUsd.toFixed(2)
    expect(stdout.split('\n').map((line) => line.replace(folder, 'FOLDER'))).toEqual([
      expect.stringMatching(new RegExp(`^15 pictures in .*generated_images/[^,]+, 0 failed, \\$${billed}$`)),
      '0 out of date, $0.00 to redo',
      '',
    ])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
