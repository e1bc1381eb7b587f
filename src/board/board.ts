import type { Size } from './picture.ts'

export type BoardKind = 'film' | 'timeline' | 'story' | 'steps'
export type Transition = 'hard_cut' | 'continue'
/** How an export passes from the beat before into this one. */
export type Passage = 'cut' | 'fade' | 'dissolve' | 'wipe'
export type Continuity = 'none' | 'reference' | 'chain'
export type FileFormat = 'png' | 'webp' | 'jpeg'

/** An ordered list of shots, each an ordered list of beats, and the styles it is drawn in (A1, A2). */
export interface Board {
  readonly title: string
  readonly kind: BoardKind
  readonly styles: readonly Style[]
  readonly shots: readonly Shot[]
  /** Words put before every prompt, e.g. a story's character description. */
  readonly cast?: string
  /** File type of new pictures; by default png, and webp for steps (D6). */
  readonly format?: FileFormat
  /** Caps for the whole board over all its runs, in USD and in pictures. */
  readonly limits?: { readonly maxCostUsd?: number; readonly maxImages?: number }
  /** Whatever the list said that the board has no word for: kept so that nothing is lost, keyed as the list had it. */
  readonly extra?: Readonly<Record<string, unknown>>
}

export interface Shot {
  /** The number or name in paths: `Shot_{id}`. */
  readonly id: string
  readonly title?: string
  readonly beats: readonly Beat[]
}

/** One prompt, one place in the order. */
export interface Beat {
  /** Unique in the board; letters, digits, `.`, `_` and `-` only, e.g. `1.1`, `7`, `3500`. */
  readonly id: string
  readonly prompt: string
  /** A prompt of its own for single styles, by style id. */
  readonly prompts?: Readonly<Record<string, string>>
  /** Words of a visual style that the list itself gives this beat; used where the style has none of its own. */
  readonly styleWords?: string
  /** Narration, phrase or page text; never sent unless it is also the prompt. */
  readonly caption?: string
  readonly title?: string
  /** Seconds from the start. */
  readonly start?: number
  readonly end?: number
  readonly transition: Transition
  readonly passage?: Passage
  readonly negativePrompt?: string
  /** Fields of the list that have no word here, e.g. `sentiment`, `sfx`. */
  readonly extra?: Readonly<Record<string, unknown>>
}

/** Which provider and model draws, with the settings meant for it. */
export interface ModelChoice {
  /** A provider id of the catalog, e.g. `gemini`. */
  readonly provider: string
  /** Default: the provider's own default model. */
  readonly model?: string
  readonly quality?: string
  readonly steps?: number
  readonly guidance?: number
  readonly options?: Readonly<Record<string, unknown>>
}

export interface Style {
  /** Lower-case letters, digits and `-`: a folder name. */
  readonly id: string
  readonly title?: string
  /** What every picture of the style is drawn like; goes along with every prompt. */
  readonly words: string
  /** Tried in order: the next when one cannot deliver (C2). */
  readonly models: readonly ModelChoice[]
  /** Name of the key pool; by default the style's own keys and then the provider's. */
  readonly pool?: string
  readonly continuity: Continuity
  /** Style reference picture, a path relative to the project folder (A6). */
  readonly reference?: string
  readonly size: Size
  readonly seed?: number
  readonly negativePrompt?: string
  /** Go to the next model also after a refusal of the prompt. Off unless the user says so. */
  readonly fallBackOnRefusal?: boolean
}

/** Every beat in order, with the shot it stands in. */
export function* beatsOf(board: Board): Generator<{ shot: Shot; beat: Beat; index: number }> {
  let index = 0
  for (const shot of board.shots) for (const beat of shot.beats) yield { shot, beat, index: index++ }
}
