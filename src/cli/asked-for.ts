import { namedModel } from '../studio/named-model.ts'
import { openKeys } from '../studio/open-keys.ts'
import { defaultBackend } from '../studio/painters.ts'
import type { Settings } from '../studio/settings.ts'
import { today } from '../studio/world.ts'
import type { Context } from './command.ts'
import { settingsFrom } from './generate-options.ts'

/** What the options ask of the styles, checked against the catalog before anything is written. */
export async function askedFor({ options, world }: Pick<Context, 'options' | 'world'>, folder?: string): Promise<Settings> {
  const settings = namedModel(settingsFrom(options), today(world))
  const { backends, model, quality, steps, guidance, device } = settings
  if (backends !== undefined || [model, quality, steps, guidance, device].every((each) => each === undefined)) return settings
  const keys = await openKeys(world, folder, { trace: false })
  keys.close()
  const usualBackend = defaultBackend(keys.ring)
  return usualBackend === 'draft' ? settings : { ...settings, usualBackend }
}
