import { expect, test } from 'vitest'
import { matching } from './command-menu.tsx'

const commands = ['Retry all failed', 'Theme: light, dark, system', 'Open Salt and Lantern'].map((label) => ({
  label,
  icon: 'gear' as const,
  run: () => undefined,
}))

test.for([
  ['', ['Retry all failed', 'Theme: light, dark, system', 'Open Salt and Lantern']],
  ['fail retry', ['Retry all failed']],
  ['l', ['Theme: light, dark, system', 'Open Salt and Lantern', 'Retry all failed']],
  ['nothing like it', []],
] as const)('‘%s’ finds by every word, beginnings first', ([asked, labels]) => {
  expect(matching(commands, asked).map((command) => command.label)).toEqual(labels)
})
