import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Studio, launch, openStudio, visit } from './studio.ts'

const secret = 'sk-never-seen-again-9f3e04be'

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

test('a saved key is in no answer, no page and no storage', async () => {
  await using window = await visit(browser)
  const { page } = window
  const answers: string[] = []
  page.on('response', (response) => {
    if (response.headers()['content-type']?.includes('json') === true)
      void response.text().then(
        (text) => answers.push(text),
        () => undefined,
      )
  })
  await page.goto(`${studio.url}/settings/providers`)
  const section = page.getByRole('region', { name: 'Gemini' })
  await section.getByRole('button', { name: 'Add key' }).click()
  await section.getByLabel('Add a key').fill(secret)
  await section.getByRole('button', { name: 'Save key' }).click()
  await page.getByText('Key ending 04be saved. It will not be shown again.').first().waitFor()
  await section.getByText('•••• 04be').waitFor()
  await page.reload()
  await section.getByText('•••• 04be').waitFor()
  const held = await page.evaluate('document.documentElement.outerHTML + JSON.stringify({ ...localStorage, ...sessionStorage })')
  expect([held, ...answers].join('\n')).not.toContain(secret)
  expect(answers.length).toBeGreaterThan(1)
  await section.getByRole('button', { name: 'Remove key ending 04be' }).click()
  await section.getByText('•••• 04be').waitFor({ state: 'detached' })
})

test('the theme switches at once, and holds after a reload', async () => {
  await using window = await visit(browser, { colorScheme: 'light' })
  const { page } = window
  await page.goto(`${studio.url}/settings/appearance`)
  const paper = (): Promise<unknown> => page.evaluate('getComputedStyle(document.body).backgroundColor')
  await page.getByRole('heading', { name: 'Appearance' }).waitFor()
  expect(await paper()).toBe('rgb(241, 240, 236)')
  await page.keyboard.press('t')
  await page.keyboard.press('t')
  expect(await paper()).toBe('rgb(18, 18, 17)')
  await page.reload()
  expect(await paper()).toBe('rgb(18, 18, 17)')
})

test('single keys do nothing while one types, and can be turned off', async () => {
  await using window = await visit(browser)
  const { page } = window
  await page.goto(studio.url)
  await page.getByRole('heading', { name: 'Boards' }).waitFor()
  await page
    .getByRole('textbox')
    .or(page.getByRole('searchbox'))
    .first()
    .waitFor({ timeout: 1000 })
    .catch(() => undefined)
  await page.goto(`${studio.url}/settings/keyboard`)
  await page.getByRole('checkbox', { name: /Single-letter keys act/ }).uncheck()
  await page.keyboard.press('?')
  expect(await page.getByRole('dialog').count()).toBe(0)
  await page.getByRole('checkbox', { name: /Single-letter keys act/ }).check()
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys for this screen' }).waitFor()
})
