import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Studio, launch, lantern, makeBoard, openStudio, visit } from './studio.ts'

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

test('an empty studio says how to begin, and twelve pasted lines become twelve beats', async () => {
  await using window = await visit(browser)
  const { page } = window
  await page.goto(studio.url)
  await page.getByRole('button', { name: 'Paste prompts' }).click()
  const lines = Array.from({ length: 12 }, (_, index) => `A boat, number ${index + 1}`).join('\n')
  await page.getByRole('textbox', { name: 'New board' }).fill(lines)
  await page.getByText('12 beats').waitFor()
  await page.getByRole('textbox', { name: 'Title' }).fill('Twelve boats')
  await page.getByRole('button', { name: 'Make the board' }).click()
  await page.getByText('36 images wanted').waitFor()
  expect(await page.getByRole('rowheader', { name: /A boat, number/ }).count()).toBeGreaterThan(1)
  expect(window.complaints).toEqual([])
})

test('an unreadable list says which line and why, and cannot be made', async () => {
  await using window = await visit(browser)
  const { page } = window
  await page.goto(`${studio.url}/new`)
  await page.getByRole('textbox', { name: 'New board' }).fill('{"shots": [\n  {"id": "1", "beats": [}\n]}')
  await page.getByText(/Line \d/).waitFor()
  expect(await page.getByRole('button', { name: 'Make the board' }).isDisabled()).toBe(true)
})

test('search, filter and order of the boards survive a reload', async () => {
  await makeBoard(studio, lantern)
  await using window = await visit(browser)
  const { page } = window
  await page.goto(studio.url)
  await page.getByRole('searchbox', { name: 'Find a board' }).fill('lantern')
  await page.getByRole('link', { name: /Salt and Lantern/ }).waitFor()
  await page.reload()
  expect(await page.getByRole('searchbox', { name: 'Find a board' }).inputValue()).toBe('lantern')
  await page.getByRole('searchbox', { name: 'Find a board' }).fill('nobody')
  await page.getByText('Nothing called ‘nobody’').waitFor()
})

test('deleting needs the name of the board', async () => {
  await makeBoard(studio, { ...lantern, title: 'Short lived' })
  await using window = await visit(browser)
  const { page } = window
  await page.goto(studio.url)
  await page.getByRole('button', { name: 'More for Short lived' }).click()
  await page.getByRole('menuitem', { name: 'Move to the trash' }).click()
  const act = page.getByRole('dialog').getByRole('button', { name: 'Move to the trash' })
  expect(await act.isDisabled()).toBe(true)
  await page.getByRole('textbox', { name: 'Name' }).fill('Short lived')
  await act.click()
  await page.getByRole('link', { name: /Short lived/ }).waitFor({ state: 'detached' })
})
