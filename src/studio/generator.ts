import { readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { partsOf } from '../board/picture.ts'
import { BeatboardError } from '../errors.ts'
import { type AiSdkImageModel, aiSdkCard, fromAiSdk } from '../models/ai-sdk.ts'
import { decodeList } from '../board/readers/source.ts'
import { openProject } from '../studio.ts'
import { readIntoProject, writeProject } from './import-list.ts'
import { type Settings, sizeOfText } from './settings.ts'
import { checkedSettings } from './checked-settings.ts'
import type { World } from './world.ts'

/** Settings of a generator; the names are those of the command line's options. Sizes in pixels. */
export interface GeneratorSettings extends Omit<Settings, 'backends' | 'model' | 'size'> {
  /** A provider id, or several that are tried in order. By default the first that a key is there for, else the draft painter. */
  readonly backend?: string | readonly string[]
  /** A model's id, or any AI SDK image model. */
  readonly model?: string | AiSdkImageModel
  /** `1024x1024`, or width and height. */
  readonly size?: string | { readonly width: number; readonly height: number }
  /** Requests a minute and quota domain. */
  readonly rpm?: number
}

/** What is to be drawn, and where. */
export interface GenerateRequest {
  /** A list in any format, relative to the working directory. */
  readonly promptsFile: string
  /** The project folder; for timed sections the parent of `{video_name}/`. */
  readonly outputDir?: string
  readonly signal?: AbortSignal
  /** Caps of this run: USD and pictures. */
  readonly maxCostUsd?: number
  readonly maxImages?: number
  readonly allowUnknownPrice?: boolean
}

export interface GenerateResult {
  /** Pictures of the list that are there now. */
  readonly numImages: number
  /** The folder that holds them, absolute. */
  readonly outputDir: string
  readonly failed: readonly { readonly style: string; readonly beat: string; readonly reason: string }[]
  readonly spentUsd: number
  readonly ending: 'complete' | 'gaps' | 'stopped' | 'blocked'
  /** Why it ended so, where that needs words. */
  readonly why?: string
}

export interface Generator {
  /** Makes all that is missing of a list. Pictures that fail are in `failed`; rejects with a BeatboardError when nothing could start. */
  generateImages(request: GenerateRequest): Promise<GenerateResult>
}

/** The short way: a backend with its settings, then a list in, pictures out. Interrupted, the same call goes on where it stopped. */
export function generatorIn(world: World, settings: GeneratorSettings): Generator {
  return { generateImages: (request) => generateImages(world, settings, request) }
}

async function generateImages(world: World, settings: GeneratorSettings, request: GenerateRequest): Promise<GenerateResult> {
  const { signal, maxCostUsd, maxImages, allowUnknownPrice } = request
  const file = resolve(world.cwd, request.promptsFile)
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new BeatboardError('wrong-usage', `There is no list "${request.promptsFile}".`, { hint: `Looked for ${file}.`, cause: error })
  })
  const asked = await checkedSettings(world, askedFor(settings))
  const source = {
    text: decodeList(bytes),
    name: basename(file),
    file: request.promptsFile,
    cwd: world.cwd,
    ...(request.outputDir === undefined ? {} : { outputDir: request.outputDir }),
  }
  const imported = await readIntoProject(source, asked)
  await writeProject(imported)
  const own = typeof settings.model === 'object' ? settings.model : undefined
  await using project = await openProject(imported.folder, {
    world,
    settings: asked,
    write: true,
    ...(settings.rpm === undefined ? {} : { rpm: settings.rpm }),
    ...(own === undefined ? {} : { own: { card: aiSdkCard(own), model: fromAiSdk(own) } }),
  })
  const making = await project.make(await project.plan(), {
    limits: { ...(maxCostUsd === undefined ? {} : { maxCostUsd }), ...(maxImages === undefined ? {} : { maxImages }) },
    ...(signal === undefined ? {} : { signal }),
    ...(allowUnknownPrice === undefined ? {} : { allowUnknownPrice }),
  })
  const failed = new Map<string, { style: string; beat: string; reason: string }>()
  let end: Pick<GenerateResult, 'ending' | 'why'> = { ending: 'stopped' }
  for await (const event of making.events) {
    if (event.type === 'picture-failed') failed.set(event.id, { ...partsOf(event.id), reason: event.message })
    if (event.type === 'picture-blocked') failed.set(event.id, { ...partsOf(event.id), reason: event.why })
    if (event.type === 'run-ended') end = { ending: event.ending, ...(event.why === undefined ? {} : { why: event.why }) }
  }
  const { styles, spentUsd } = await project.status()
  const numImages = styles.reduce((sum, style) => sum + style.done, 0)
  return { numImages, outputDir: join(project.folder, project.picturesFolder), failed: [...failed.values()], spentUsd, ...end }
}

function askedFor(settings: GeneratorSettings): Settings {
  const { backend, model, size, ...rest } = settings
  const backends = typeof model === 'object' || backend === undefined ? undefined : [backend].flat()
  return {
    ...rest,
    ...(backends === undefined ? {} : { backends }),
    ...(typeof model === 'string' ? { model } : {}),
    ...(size === undefined ? {} : { size: typeof size === 'string' ? sizeOfText(size) : size }),
  }
}
