import { checkedSettings } from '../studio/checked-settings.ts'
import type { Settings } from '../studio/settings.ts'
import type { Context } from './command.ts'
import { settingsFrom } from './generate-options.ts'

/** What the options ask of the styles, checked against the catalog before anything is written. */
export function askedFor({ options, world }: Pick<Context, 'options' | 'world'>, folder?: string): Promise<Settings> {
  return checkedSettings(world, settingsFrom(options), folder)
}
