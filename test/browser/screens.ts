import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { drawAll, launch, lantern, makeBoard, openStudio, visit } from './studio.ts'
import { setup } from './set-up.ts'

/** Pictures of every screen in both themes and at phone width, to hold against the approved ones: `npm run screens [FOLDER]`. */
const folder = process.argv[2] ?? join(import.meta.dirname, '../../dist/screens')

const screens = [
  { name: 'boards', path: '/' },
  { name: 'new-board', path: '/new?example=film' },
  { name: 'edit', path: '/b/BOARD/edit?beat=1.2' },
  { name: 'generate', path: '/b/BOARD/generate' },
  { name: 'generate-list', path: '/b/BOARD/generate?size=list' },
  { name: 'generate-small', path: '/b/BOARD/generate?size=s' },
  { name: 'generate-large', path: '/b/BOARD/generate?size=l' },
  { name: 'generate-not-begun', path: '/b/OPEN/generate' },
  { name: 'select', path: '/b/BOARD/select?beat=2.1' },
  { name: 'select-one', path: '/b/BOARD/select?beat=2.1&view=one' },
  { name: 'continuity', path: '/b/BOARD/select?beat=2.2&view=continuity' },
  { name: 'watch', path: '/b/BOARD/watch' },
  { name: 'export', path: '/b/BOARD/export' },
  { name: 'settings-providers', path: '/settings/providers' },
  { name: 'settings-budgets', path: '/settings/budgets' },
  { name: 'settings-appearance', path: '/settings/appearance' },
  { name: 'settings-keyboard', path: '/settings/keyboard' },
] as const

const sizes = [
  { name: '', width: 1440, height: 900 },
  { name: 'phone-', width: 390, height: 844 },
] as const

await setup()
await mkdir(folder, { recursive: true })
const browser = await launch()
const studio = await openStudio()
const board = await makeBoard(studio, lantern)
const open = await makeBoard(studio, { ...lantern, title: 'Not begun' })
await drawAll(studio, board)
for (const [beat, style] of [
  ['1.1', 'illustration'],
  ['1.2', 'consistent'],
  ['2.1', 'illustration'],
] as const)
  await fetch(`${studio.url}/api/boards/${board}/picks/${beat}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ style }),
  })
for (const colorScheme of ['light', 'dark'] as const)
  for (const size of sizes) {
    await using window = await visit(browser, { colorScheme, viewport: size, reducedMotion: 'reduce' })
    for (const { name, path } of screens) {
      await window.page.goto(studio.url + path.replace('BOARD', board).replace('OPEN', open))
      await window.page.waitForTimeout(1500)
      await window.page.screenshot({ path: join(folder, `${size.name}${name}-${colorScheme}.png`) })
    }
  }
await studio[Symbol.asyncDispose]()
await browser.close()
process.stdout.write(`${folder}\n`)
