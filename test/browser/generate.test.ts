import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator } from '../../src/simulator/simulator.ts'
import { type Studio, drawAll, launch, lantern, makeBoard, openStudio, visit } from './studio.ts'

let browser: Browser
let studio: Studio
beforeAll(async () => {
  browser = await launch()
  studio = await openStudio()
})
afterAll(async () => {
  await studio[Symbol.asyncDispose]()
  await browser.close()
})

test('G shows the price and sends nothing; Enter starts, and all three styles fill', async () => {
  const board = await makeBoard(studio, lantern)
  await using window = await visit(browser)
  const { page } = window
  const sent: string[] = []
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()))
  await page.goto(`${studio.url}/b/${board}/generate`)
  await page.getByText('12 images wanted').waitFor()
  await page.keyboard.press('g')
  await page.getByRole('dialog').getByText('Generate 12 images?').waitFor()
  expect(sent).toEqual([])
  await page.getByRole('button', { name: /^Generate 12/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('All 12 are here').waitFor()
  const bars = await page.getByRole('progressbar').all()
  expect(await Promise.all(bars.map((bar) => bar.getAttribute('aria-valuetext')))).toEqual(['4 of 4', '4 of 4', '4 of 4'])
  expect(window.complaints).toEqual([])
})

test('what exists is kept and says so after a reload', async () => {
  const board = await makeBoard(studio, { ...lantern, title: 'Kept' })
  await drawAll(studio, board)
  await using window = await visit(browser)
  const { page } = window
  await page.goto(`${studio.url}/b/${board}/generate`)
  await page.getByText('All 12 are here').waitFor()
  await page.getByRole('gridcell').first().getByRole('img').waitFor()
  await page.reload()
  await page.getByText('All 12 are here').waitFor()
  expect(await page.getByRole('button', { name: /Generate/ }).count()).toBe(0)
})

test('the grid has one tab stop, and arrows reach every cell', async () => {
  const board = await makeBoard(studio, { ...lantern, title: 'Arrows' })
  await using window = await visit(browser)
  const { page } = window
  await page.goto(`${studio.url}/b/${board}/generate`)
  await page.getByText('12 images wanted').waitFor()
  expect(await page.locator('[role=gridcell][tabindex="0"]').count()).toBe(1)
  const seen = new Set<string>()
  await page.locator('[role=gridcell][tabindex="0"]').focus()
  for (const key of ['End', 'ArrowRight', 'ArrowRight', 'ArrowUp', 'ArrowLeft', 'ArrowUp', 'Home']) {
    await page.keyboard.press(key)
    await page.waitForTimeout(50)
    seen.add(await page.evaluate<string>('document.activeElement.getAttribute("aria-label")'))
  }
  expect([...seen].map((label) => label.split(':')[0])).toEqual([
    'Beat 2.2, Illustration',
    'Beat 2.2, Clear',
    'Beat 2.2, Consistent',
    'Beat 2.1, Consistent',
    'Beat 2.1, Clear',
    'Beat 1.2, Clear',
    'Beat 1.1, Clear',
  ])
})

test('pause holds, resume goes on, and killing the server in the middle loses nothing', async () => {
  await using simulator = await startSimulator({ latencyMs: [1500, 1500], prices: { openai: 0.04 } })
  await using own = await openStudio({ ...simulator.environment, OPENAI_API_KEY: 'sk-test-0000000000001234', BEATBOARD_RPM: '600' })
  const board = await makeBoard(own, lantern, { backends: ['openai'] })
  await using window = await visit(browser)
  const { page } = window
  await page.goto(`${own.url}/b/${board}/generate`)
  await page.getByRole('button', { name: /Generate all/ }).click()
  await page.getByRole('button', { name: /^Generate 12/ }).click()
  await page.getByText(/Generating images: [1-9]\/12/).waitFor()
  await page.keyboard.press('p')
  await page.getByText(/Paus(ed|ing) at/).waitFor()
  await page.keyboard.press('p')
  await page.getByText(/Generating images/).waitFor()
  await page
    .getByRole('gridcell', { name: /generating/ })
    .first()
    .waitFor()
  await page.waitForTimeout(300)
  await own.kill()
  await page.getByText(/Reconnecting\.|Beatboard has stopped\./).waitFor()
  await own.start()
  await page.getByText(/Reconnecting\.|Beatboard has stopped\./).waitFor({ state: 'detached' })
  await page.getByText(/in doubt, maybe billed/).waitFor()
  await page
    .getByText(/just before the stop\. It may have been billed/)
    .first()
    .waitFor()
  expect(window.complaints).toEqual([])
}, 60_000)

test('a refusal shows the provider’s own words, its code and whether it was charged', async () => {
  await using simulator = await startSimulator({
    faults: [{ fault: 'refused-input', when: { prompt: 'storm' } }],
    prices: { openai: 0.04 },
  })
  await using own = await openStudio({ ...simulator.environment, OPENAI_API_KEY: 'sk-test-0000000000001234', BEATBOARD_RPM: '600' })
  const board = await makeBoard(own, lantern, { backends: ['openai'] })
  await drawAll(own, board)
  await using window = await visit(browser)
  const { page } = window
  await page.goto(`${own.url}/b/${board}/generate`)
  const cell = page.getByRole('gridcell', { name: /Beat 2.2, Illustration/ })
  await cell.getByText('OpenAI refused this one').waitFor()
  expect(await cell.innerText()).toMatch(/moderation_blocked · not charged/)
  await page.getByText('9 made, 3 failed').waitFor()
  await page.getByRole('button', { name: /Retry 3 failed/ }).click()
  await page.getByRole('dialog').getByText('Generate 3 images?').waitFor()
})
