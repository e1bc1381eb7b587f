import axe from 'axe-core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Studio, drawAll, launch, lantern, makeBoard, openStudio, visit } from './studio.ts'

let browser: Browser
let studio: Studio
beforeAll(async () => {
  browser = await launch()
  studio = await openStudio()
  await drawAll(studio, await makeBoard(studio, lantern))
  await makeBoard(studio, { ...lantern, title: 'Not begun' })
})
afterAll(async () => {
  await studio[Symbol.asyncDispose]()
  await browser.close()
})

const board = '/b/Salt_and_Lantern'
const screens = [
  '/',
  '/new',
  '/b/BOARD/edit',
  '/b/BOARD/generate',
  '/b/BOARD/generate?size=list',
  '/b/BOARD/generate?size=s',
  '/b/BOARD/select?beat=1.2',
  '/b/BOARD/select?beat=1.2&view=one',
  '/b/BOARD/select?beat=1.2&view=continuity',
  '/b/BOARD/watch',
  '/b/BOARD/export',
  '/b/OPEN/generate',
  '/b/nobody/generate',
  '/settings/providers',
  '/settings/budgets',
  '/settings/appearance',
  '/settings/keyboard',
]

async function addressOf(screen: string): Promise<string> {
  const { boards } = (await (await fetch(`${studio.url}/api/boards`)).json()) as { boards: { id: string; title: string }[] }
  const idOf = (title: string): string => boards.find((each) => each.title === title)?.id ?? board
  return studio.url + screen.replace('BOARD', idOf('Salt and Lantern')).replace('OPEN', idOf('Not begun'))
}

interface Finding {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}

for (const colorScheme of ['light', 'dark'] as const)
  test.for(screens)(`%s has no accessibility findings (${colorScheme})`, async (screen) => {
    await using window = await visit(browser, { colorScheme, reducedMotion: 'reduce' })
    const { page } = window
    await page.goto(await addressOf(screen))
    await page.getByRole('heading').first().waitFor({ state: 'attached' })
    await page.waitForLoadState('networkidle').catch(() => undefined)
    await page.evaluate(axe.source)
    const { violations } = await page.evaluate<{ violations: readonly Finding[] }>('axe.run(document, { resultTypes: ["violations"] })')
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`)).toEqual([])
    expect(window.complaints).toEqual([])
  })

test.for(screens)('%s does not scroll sideways, from 320 to 1920 px, and asks nobody but its own server', async (screen) => {
  await using window = await visit(browser)
  const { page } = window
  const strangers: string[] = []
  page.on(
    'request',
    (request) => !request.url().startsWith(studio.url) && !request.url().startsWith('data:') && strangers.push(request.url()),
  )
  await page.goto(await addressOf(screen))
  await page.getByRole('heading').first().waitFor({ state: 'attached' })
  const wide: string[] = []
  for (const width of [320, 390, 768, 900, 1024, 1280, 1920]) {
    await page.setViewportSize({ width, height: 800 })
    await page.waitForTimeout(80)
    const found = await page.evaluate<number>('document.documentElement.scrollWidth')
    if (found > width) wide.push(`${found} at ${width}`)
  }
  expect({ wide, strangers }).toEqual({ wide: [], strangers: [] })
})

test('with less motion asked for, nothing moves', async () => {
  await using window = await visit(browser, { reducedMotion: 'reduce' })
  const { page } = window
  await page.goto(await addressOf('/b/BOARD/generate'))
  await page.getByRole('gridcell').first().waitFor()
  expect(await page.evaluate('document.getAnimations().filter((each) => each.playState === "running").length')).toBe(0)
})
