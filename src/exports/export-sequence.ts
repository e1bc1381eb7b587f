import { dirname, join } from 'node:path'
import type { Board } from '../board/board.ts'
import { type Picture, pictureId } from '../board/picture.ts'
import { BeatboardError } from '../errors.ts'
import type { Gallery } from '../gallery/gallery.ts'
import type { Picks } from '../review/picks.ts'
import { exporterNamed } from './catalog.ts'
import { type Outcome, stopIfAsked } from './exporter.ts'
import { putOut } from './put-out.ts'
import { type Missing, type Panel, type Sequence, sequenceOf } from './sequence.ts'

export interface ExportRequest {
  /** The project folder, absolute. */
  readonly folder: string
  readonly board: Board
  readonly picks: Picks
  readonly gallery: Gallery
  /** A format of the catalog. */
  readonly format: string
  readonly missing: Missing
  readonly secondsEach?: number
  /** The format's own options; absent ones have their defaults. */
  readonly options: Readonly<Record<string, unknown>>
  /** Files that options name are relative to this folder, absolute. */
  readonly cwd: string
  /** A path of the user's own in place of `exports/`; a name that is taken gets a number there too. */
  readonly to?: string
  readonly signal: AbortSignal
  readonly progress: (done: number, total: number) => void
}

export interface Exported extends Outcome {
  /** Absolute, the main file first. */
  readonly paths: readonly string[]
  readonly sequence: Sequence
}

/** Makes an export: the sequence, its files, and their place. Files appear whole or not at all; a cancelled export leaves none. */
export async function exportSequence(request: ExportRequest): Promise<Exported> {
  const { board, gallery, options, signal, progress } = request
  const format = exporterNamed(request.format)
  const sequence = await sequenceOf(request)
  if (format.needsPictures && sequence.panels.length === 0)
    throw new BeatboardError('wrong-usage', `Nothing to export: no beat of "${board.title}" has a picture to show.`, {
      hint: 'Make pictures (beatboard generate FOLDER) and pick (beatboard pick FOLDER BEAT STYLE).',
    })
  const place = placeOf(request, format)
  let outcome: Outcome = { warnings: [], facts: {} }
  const paths = await putOut({
    ...place,
    write: async (part) => {
      stopIfAsked(signal)
      const common = { sequence, folder: part, name: place.name, cwd: request.cwd, signal, progress }
      outcome = await format.write(
        { ...common, load: (panel) => load(gallery, panel), recipe: (panel) => recipeOf(gallery, panel) },
        options,
      )
    },
  })
  return { ...outcome, warnings: [...sequence.warnings, ...outcome.warnings], paths, sequence }
}

function placeOf(
  { folder, to }: ExportRequest,
  { name, extension, beside }: { readonly name: string; readonly extension: string; readonly beside?: boolean },
): { readonly folder: string; readonly name: string; readonly main: string } {
  if (to === undefined) return { folder: beside === true ? folder : join(folder, 'exports'), name, main: `${name}${extension}` }
  const file = to.slice(dirname(to).length).replace(/^[/\\]+/, '')
  const own = extension !== '' && file.toLowerCase().endsWith(extension) ? file.slice(0, -extension.length) : file
  if (own === '' || own === '.' || own === '..')
    throw new BeatboardError('wrong-usage', `--to names the file or folder to write, not "${to}".`)
  return { folder: dirname(to), name: own, main: `${own}${extension}` }
}

async function load(gallery: Gallery, panel: Panel): Promise<Picture> {
  const picture = await gallery.load(pictureId(panel.style, panel.beat.id), panel.take)
  if (picture !== undefined) return picture
  throw new BeatboardError('broken-image', `The picture of ${panel.beat.id} in "${panel.style}" is gone or no picture any more.`, {
    hint: `Make it anew: beatboard redo FOLDER ${panel.beat.id} --style ${panel.style}`,
  })
}

function recipeOf(gallery: Gallery, panel: Panel): ReturnType<Gallery['recipe']> {
  return gallery.recipe(pictureId(panel.style, panel.beat.id), panel.take)
}
