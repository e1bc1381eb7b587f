import type { Board, BoardKind, Continuity, FileFormat, Shot, Style } from '../../board/board.ts'
import type { Ending } from '../../run/events.ts'
import type { RunState } from '../../run/run-state.ts'

/** One style of a board on its card. */
export interface CardStyle {
  readonly id: string
  readonly title?: string
  readonly total: number
  readonly done: number
  readonly failed: number
}

/** A board in the list of boards. */
export interface BoardCard {
  readonly id: string
  readonly title: string
  readonly kind: BoardKind
  /** Relative to the folder that is served. */
  readonly folder: string
  readonly shots: number
  readonly beats: number
  readonly styles: readonly CardStyle[]
  readonly total: number
  readonly done: number
  readonly failed: number
  readonly inDoubt: number
  readonly picked: number
  readonly spentUsd: number
  readonly phase: RunState['phase']
  readonly ending?: Ending
  readonly updatedAt: string
  /** One beat to show, in up to three styles; a style without its picture has no `v` and `here: false`. */
  readonly cover?: {
    readonly beat: string
    readonly styles: readonly { readonly style: string; readonly here: boolean; readonly v?: string }[]
  }
}

/** GET /api/boards */
export interface BoardList {
  /** Follow the stream after this id. */
  readonly event: string
  readonly boards: readonly BoardCard[]
  /** Folders whose board.json cannot be read. */
  readonly broken: readonly { readonly folder: string; readonly why: string }[]
}

/** POST /api/lists and POST /api/boards: a list's text, or the same as JSON in `list`. */
export interface ListQuestion {
  readonly text?: string
  readonly list?: unknown
  /** File name, a hint at the format; also names the new folder. */
  readonly name?: string
  /** Goes before the title that the list has. */
  readonly title?: string
  readonly settings?: ListSettings
}

/** As the options of `beatboard import`. */
export interface ListSettings {
  readonly backends?: readonly string[]
  readonly model?: string
  readonly styles?: readonly string[]
  readonly size?: { readonly width: number; readonly height: number }
  readonly quality?: string
  readonly seed?: number
  readonly format?: FileFormat
  readonly continuity?: Continuity
}

/** What a list was understood as. Nothing has been written. */
export interface ListAnswer {
  readonly format: string
  readonly board: Board
  readonly shots: number
  readonly beats: number
  /** From the first start to the last end, in seconds, where the list has times. */
  readonly seconds?: number
  readonly hardCuts: readonly string[]
  readonly mapped: readonly string[]
  readonly ignored: readonly string[]
  readonly warnings: readonly string[]
}

/** POST /api/boards (201). */
export interface BoardMade {
  readonly id: string
  readonly understood: ListAnswer
}

/** PATCH /api/boards/:board. Members that are absent stay as they are. */
export interface BoardChange {
  /** The version that was changed; another one now is a `conflict`. */
  readonly version?: string
  readonly title?: string
  readonly cast?: string | null
  readonly format?: FileFormat
  readonly limits?: { readonly maxCostUsd?: number; readonly maxImages?: number } | null
  readonly styles?: readonly Style[]
  readonly shots?: readonly Shot[]
  /** Old beat id → new one, with `shots`: their pictures and picks move along. */
  readonly moved?: Readonly<Record<string, string>>
  /** Changes of single beats by id; `null` takes a member away. */
  readonly beats?: Readonly<Record<string, BeatChange>>
  /** An edited list laid over the board, as by `beatboard import`. */
  readonly list?: ListQuestion
}

export interface BeatChange {
  readonly prompt?: string
  /** By style id; `null` = the beat's own again. */
  readonly prompts?: Readonly<Record<string, string | null>>
  readonly caption?: string | null
  readonly title?: string | null
  readonly start?: number | null
  readonly end?: number | null
  readonly transition?: 'hard_cut' | 'continue'
  readonly negativePrompt?: string | null
}

export interface BoardChanged {
  readonly version: string
  readonly board: Board
}

/** A board that was deleted and can come back for 30 days. */
export interface TrashedBoard {
  readonly id: string
  readonly title: string
  readonly deletedAt: string
}
