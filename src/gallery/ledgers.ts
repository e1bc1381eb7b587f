import { beatsOf, type Board } from '../board/board.ts'
import { pictureId, type PictureId } from '../board/picture.ts'
import type { Recipe } from './recipe.ts'

/** The progress file of a style (A8). `lastUpdated` in ISO time. */
export function progressText(progress: { readonly completedBeats: readonly string[] }, lastUpdated: string): string {
  return `${JSON.stringify({ completedBeats: progress.completedBeats, lastUpdated }, undefined, 2)}\n`
}

/** The completed beats that a progress file names; `undefined` for a torn or foreign file. */
export function readProgress(text: string): readonly string[] | undefined {
  try {
    const found: unknown = JSON.parse(text)
    if (typeof found !== 'object' || found === null || !('completedBeats' in found) || !('lastUpdated' in found)) return undefined
    const beats = found.completedBeats
    if (!Array.isArray(beats) || typeof found.lastUpdated !== 'string') return undefined
    return beats.every((beat) => typeof beat === 'string') ? beats : undefined
  } catch {
    return undefined
  }
}

/** The beats of a style that have a picture, in the board's order. */
export function completedBeats(board: Board, style: string, has: (id: PictureId) => boolean): readonly string[] {
  return [...beatsOf(board)].map(({ beat }) => beat.id).filter((beat) => has(pictureId(style, beat)))
}

/** Names of a timeline that its folder does not say by itself. */
export interface TimelineNames {
  readonly videoName: string
  /** As the user typed it; empty when there was none. */
  readonly promptsFile: string
  /** The project folder as the user would type it. */
  readonly outputDir: string
}

/** A picture on disk with what is known of it. */
export interface Shown {
  readonly path: string
  readonly recipe?: Recipe | undefined
}

/** The images of `metadata.json` (B6), style after style in the board's order. */
function imagesOf(board: Board, shown: ReadonlyMap<PictureId, Shown>, outputDir: string): object[] {
  const beats = [...beatsOf(board)]
  return board.styles.flatMap((style) =>
    beats.flatMap(({ beat, index }) => {
      const found = shown.get(pictureId(style.id, beat.id))
      if (!found) return []
      const { recipe } = found
      return {
        image_path: outputDir === '' ? found.path : `${outputDir}/${found.path}`,
        timestamp: beat.start ?? null,
        end_time: beat.end,
        prompt: recipe?.prompt ?? beat.prompt,
        section_index: index,
        style: board.styles.length > 1 ? style.id : undefined,
        provider: recipe?.provider,
        model: recipe?.model,
        seed: recipe?.seed,
        revised_prompt: recipe?.revisedPrompt,
      }
    }),
  )
}

/** `metadata.json` of a timeline (B6), with the settings of its first style. `generatedAt` in ISO time. */
export function metadataText(board: Board, shown: ReadonlyMap<PictureId, Shown>, names: TimelineNames, generatedAt: string): string {
  const style = board.styles[0]
  const choice = style?.models[0]
  const recipe = [...shown.values()].findLast((picture) => picture.recipe)?.recipe
  const images = imagesOf(board, shown, names.outputDir)
  const metadata = {
    video_name: names.videoName,
    prompts_file: names.promptsFile,
    output_dir: names.outputDir,
    model: recipe?.model ?? choice?.model ?? null,
    backend: recipe?.provider ?? choice?.provider ?? null,
    num_images: images.length,
    generated_at: generatedAt,
    settings: {
      num_inference_steps: choice?.steps ?? recipe?.parameters['steps'],
      guidance_scale: choice?.guidance ?? recipe?.parameters['guidance'],
      quality: choice?.quality ?? recipe?.parameters['quality'],
      image_size: style && [style.size.width, style.size.height],
      negative_prompt: recipe?.negativePrompt ?? style?.negativePrompt ?? '',
      seed: style?.seed,
    },
    images,
  }
  return `${JSON.stringify(metadata, undefined, 2)}\n`
}

/** The image paths that a `metadata.json` names; `undefined` for a torn or foreign file. */
export function readMetadataPaths(text: string): readonly string[] | undefined {
  try {
    const found: unknown = JSON.parse(text)
    if (typeof found !== 'object' || found === null || !('images' in found) || !Array.isArray(found.images)) return undefined
    return found.images.map((image: unknown) =>
      typeof image === 'object' && image !== null && 'image_path' in image ? String(image.image_path) : '',
    )
  } catch {
    return undefined
  }
}
