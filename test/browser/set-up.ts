import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { findChromium } from './chromium.ts'

const root = join(import.meta.dirname, '../..')

/** Before the browser tests: a Chromium to drive, and the page built from what is there now. */
export async function setup(): Promise<void> {
  findChromium()
  const built = join(root, 'dist/web/index.html')
  if (existsSync(built) && statSync(built).mtimeMs > newest(join(root, 'web'))) return
  await build({ configFile: join(root, 'vite.config.ts'), root: join(root, 'web'), logLevel: 'error' })
}

function newest(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return Math.max(...files.map((file) => statSync(join(folder, file)).mtimeMs))
}
