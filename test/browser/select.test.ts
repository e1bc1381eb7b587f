import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Studio, drawAll, launch, lantern, makeBoard, openStudio, visit } from './studio.ts'

let browser: Browser
let studio: Studio
let board: string
beforeAll(async () => {
  browser = await launch()
  studio = await openStudio()
  board = await makeBoard(studio, lantern)
  await drawAll(studio, board)
})
afterAll(async () => {
  await studio[Symbol.asyncDispose]()
  await browser.close()
})

async function picks(): Promise<Readonly<Record<string, { readonly style: string }>>> {
  const snapshot = (await (await fetch(`${studio.url}/api/boards/${board}`)).json()) as { picks: Record<string, { style: string }> }
  return snapshot.picks
}

test('every beat is picked by keyboard alone, with the next open one coming by itself; U takes the last back', async () => {
  await using window = await visit(browser)
  const { page } = window
  await page.goto(`${studio.url}/b/${board}/select?beat=1.1`)
  await page.getByText('0 of 4 picked').waitFor()
  for (const [index, key] of ['1', '2', '3', '1'].entries()) {
    await page.keyboard.press(key)
    await page.getByText(`${index + 1} of 4 picked`).waitFor()
    await page.waitForTimeout(400)
  }
  await vi.waitFor(async () => expect(Object.keys(await picks())).toEqual(['1.1', '1.2', '2.1', '2.2']))
  expect((await picks())['1.2']?.style).toBe('clear')
  await page.keyboard.press('u')
  await page.getByText('3 of 4 picked').waitFor()
  await page.keyboard.press('1')
  await page.getByText('Your pick').first().waitFor()
  await page.keyboard.press('0')
  await page.getByText('3 of 4 picked').waitFor()
  expect(window.complaints).toEqual([])
})

test('R can be taken back: nothing is sent; left alone, it makes a new take and keeps the old', async () => {
  await using window = await visit(browser)
  const { page } = window
  const sent: string[] = []
  page.on('request', (request) => request.url().endsWith('/redo') && sent.push(request.url()))
  await page.goto(`${studio.url}/b/${board}/select?beat=2.1&style=illustration`)
  await page.getByRole('button', { name: 'Take 1' }).first().waitFor()
  await page.getByRole('button', { name: /New take, free/ }).waitFor()
  await page.keyboard.press('r')
  await page.getByRole('button', { name: /Undo/ }).waitFor()
  await page.keyboard.press('u')
  await page.waitForTimeout(1700)
  expect(sent).toEqual([])
  await page.keyboard.press('r')
  await page.getByRole('button', { name: 'Take 2' }).waitFor()
  expect(await page.getByRole('button', { name: 'Take 1' }).count()).toBeGreaterThan(0)
  expect(sent.length).toBe(1)
})

test('continuity shows the frame before beside this one, in four ways', async () => {
  await using window = await visit(browser)
  const { page } = window
  await page.goto(`${studio.url}/b/${board}/select?beat=1.2`)
  await page.getByText('of 4 picked').waitFor()
  await page.keyboard.press('c')
  await page.getByText('Does 1.2 follow 1.1?').waitFor()
  await page.getByText(/darker|lighter|as light/).waitFor()
  for (const [key, mode] of [
    ['w', 'wipe'],
    ['o', 'onion'],
    ['d', 'diff'],
  ] as const) {
    await page.keyboard.press(key)
    await page.locator(`.duo.${mode}`).waitFor()
    expect(page.url()).toContain(`mode=${mode}`)
  }
})
