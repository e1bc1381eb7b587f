import { namedModel } from './named-model.ts'
import { openKeys } from './open-keys.ts'
import { defaultBackend } from './painters.ts'
import type { Settings } from './settings.ts'
import { type World, today } from './world.ts'

/** What is asked of the styles, checked against the catalog before anything is written; settings meant for a model go to the one that will draw. */
export async function checkedSettings(world: World, asked: Settings, folder?: string): Promise<Settings> {
  const settings = namedModel(asked, today(world))
  const { backends, model, quality, steps, guidance, device } = settings
  if (backends !== undefined || [model, quality, steps, guidance, device].every((each) => each === undefined)) return settings
  const keys = await openKeys(world, folder, { trace: false })
  keys.close()
  const usualBackend = defaultBackend(keys.ring)
  return usualBackend === 'draft' ? settings : { ...settings, usualBackend }
}
