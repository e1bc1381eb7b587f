/**
 * Beatboard as a library. `getGenerator` is the short way: a list in, pictures out. `openProject` gives the project: plan, run with
 * events, takes, picks. Everything rejects with a `BeatboardError` whose `kind` says why and whose `facts.hint` names the way out.
 */
import { decodeList } from './board/readers/source.ts'
import { readList } from './board/readers/catalog.ts'
import type { Understood } from './board/readers/reader.ts'
import { type Generator, type GeneratorSettings, generatorIn } from './studio/generator.ts'
import { type Imported, readIntoProject, writeProject } from './studio/import-list.ts'
import type { Settings } from './studio/settings.ts'
import { type World, realWorld } from './studio/world.ts'
import { type OpenOptions, type Project, openProject as open } from './studio.ts'

/** A generator for a backend with its settings. Keys come from the vault, the environment or `.env`; nothing is sent before `generateImages`. */
export function getGenerator(settings: GeneratorSettings = {}, world: Partial<World> = {}): Generator {
  return generatorIn(realWorld(process, world), settings)
}

/** Opens a project folder for changing; with `write: false` to look. Close it with `await using` or `[Symbol.asyncDispose]`. */
export function openProject(
  folder: string,
  { world, ...options }: Partial<Omit<OpenOptions, 'world'>> & { world?: Partial<World> } = {},
): Promise<Project> {
  return open(folder, { write: true, ...options, world: realWorld(process, world) })
}

/** What a list in any format is understood as. Rejects with `unreadable-list`: line, expected, found. */
export async function readBoard(list: string | Uint8Array, name = 'list'): Promise<Understood> {
  return readList(typeof list === 'string' ? list : decodeList(list), name)
}

/** Makes a project folder of a list, or brings the one that is there up to date; pictures of beats whose words did not change stay. */
export async function importList(
  list: { text: string; name: string; outputDir?: string },
  settings: Settings = {},
  world: Partial<World> = {},
): Promise<Imported> {
  const imported = await readIntoProject({ ...list, cwd: realWorld(process, world).cwd }, settings)
  await writeProject(imported)
  return imported
}

export { BeatboardError, type ErrorFacts, type Fault, type Trouble } from './errors.ts'
export type { Beat, Board, ModelChoice, Shot, Style } from './board/board.ts'
export type { MediaType, Picture, PictureId, Size } from './board/picture.ts'
export type { Understood } from './board/readers/reader.ts'
export { fromAiSdk } from './models/ai-sdk.ts'
export type { Abilities, Call, Drawn, ImageModel, ImageRequest } from './models/image-model.ts'
export { type Ending, type RunEvent, type Written } from './run/events.ts'
export { type PictureState, type RunState, type StyleState, advance, nothingYet, pictureOf } from './run/run-state.ts'
export type { Run } from './run/world.ts'
export type { Forecast } from './plan/forecast.ts'
export type { Plan, PlanItem, Selection } from './plan/plan.ts'
export type { GenerateRequest, GenerateResult, Generator, GeneratorSettings } from './studio/generator.ts'
export type { Imported } from './studio/import-list.ts'
export type { MakeOptions } from './studio/make.ts'
export type { Settings } from './studio/settings.ts'
export type { ProjectStatus } from './studio/status.ts'
export type { TakeView } from './studio/takes.ts'
export type { Making, OpenOptions, Planned, Project, World } from './studio.ts'
