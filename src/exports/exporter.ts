import { z } from 'zod'
import type { Picture } from '../board/picture.ts'
import { BeatboardError } from '../errors.ts'
import type { Recipe } from '../gallery/recipe.ts'
import type { Panel, Sequence } from './sequence.ts'

/** One export on its way. What it writes becomes visible only when it is whole. */
export interface Job {
  readonly sequence: Sequence
  /** The picture of a panel, bytes as they came. Rejects with `broken-image` when it is gone. */
  readonly load: (panel: Panel) => Promise<Picture>
  /** How it was made; `undefined` for a picture from elsewhere. */
  readonly recipe: (panel: Panel) => Promise<Recipe | undefined>
  /** The folder to write into, absolute; nothing else lies there. */
  readonly folder: string
  /** Files that options name are relative to this folder, absolute. */
  readonly cwd: string
  /** Every file or folder written there begins with this name. */
  readonly name: string
  readonly signal: AbortSignal
  /** Steps done of all; `total` never changes within one export. */
  readonly progress: (done: number, total: number) => void
}

/** What an export has to say beside its files. */
export interface Outcome {
  readonly warnings: readonly string[]
  /** Facts for a line and for programs, e.g. `{ frames: 900 }`. */
  readonly facts: Readonly<Record<string, string | number>>
}

/** A format: one file, one line in `catalog.ts`. */
export interface Exporter {
  /** As typed: `beatboard export ID FOLDER`. */
  readonly id: string
  readonly about: string
  /** Name of what is made, without extension. */
  readonly name: string
  /** Extension with its dot of the main file; empty for a folder. */
  readonly extension: string
  /** Lies in the project folder itself, not in its `exports`. */
  readonly beside?: boolean
  /** False: works also where no beat has a picture. */
  readonly needsPictures: boolean
  /** Every option has a default and a description. */
  readonly options: z.ZodObject
  /** Writes into `job.folder`. Options that do not fit are refused with `wrong-usage` before anything is written. */
  write(job: Job, options: Readonly<Record<string, unknown>>): Promise<Outcome>
}

/** The schema of options that parse to `T`. */
export type OptionsOf<T> = z.ZodObject<{ [K in keyof T]: z.ZodType<T[K]> }>

type Written<S extends z.ZodObject> = Omit<Exporter, 'write' | 'options'> & {
  readonly options: S
  write(job: Job, options: z.infer<S>): Promise<Outcome>
}

/** An exporter whose options are parsed before it is asked. */
export function exporter<S extends z.ZodObject>(written: Written<S>): Exporter {
  return {
    ...written,
    write: async (job, given) => {
      const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
      const parsed = written.options.safeParse(known)
      if (!parsed.success) throw badOption(parsed.error, written.id)
      return written.write(job, parsed.data)
    },
  }
}

function badOption(error: z.ZodError, id: string): BeatboardError {
  const [issue] = error.issues
  const name = issue?.path.map(String).join('.') ?? ''
  return new BeatboardError('wrong-usage', `--${flagOf(name)}: ${issue?.message ?? 'does not fit'}.`, {
    hint: `What it takes: beatboard export ${id} --help`,
  })
}

/** `burnIn` → `burn-in`. */
export function flagOf(option: string): string {
  return option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** The reason to stop, thrown between two steps. */
export function stopIfAsked(signal: AbortSignal): void {
  if (signal.aborted)
    throw signal.reason instanceof BeatboardError ? signal.reason : new BeatboardError('cancelled', 'The export was stopped.')
}

/** Loads and treats the picture of a panel; what a decoder says about damaged bytes becomes `broken-image` with the beat's name. */
export async function withPicture<T>(job: Job, panel: Panel, work: (picture: Picture) => Promise<T>): Promise<T> {
  stopIfAsked(job.signal)
  const picture = await job.load(panel)
  try {
    return await work(picture)
  } catch (error) {
    if (error instanceof BeatboardError || (error instanceof Error && 'code' in error)) throw error
    throw new BeatboardError('broken-image', `The picture of ${panel.beat.id} in "${panel.style}" cannot be read: ${wordsOf(error)}`, {
      hint: `Make it anew: beatboard redo FOLDER ${panel.beat.id} --style ${panel.style}`,
      cause: error,
    })
  }
}

function wordsOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).trim()
}
