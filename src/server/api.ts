/** Every question and answer of the HTTP interface, as types: what server and page agree on. Money in USD, times ISO unless said. */
import type { Board, BoardKind, Continuity, FileFormat, Shot, Style } from '../board/board.ts'
import type { PictureId } from '../board/picture.ts'
import type { Fault, Trouble } from '../errors.ts'
import type { Ending, RunEvent, Written } from '../run/events.ts'
import type { PictureStatus, RunState } from '../run/run-state.ts'

/** `application/problem+json`: what went wrong, and in `hint` what to do about it. */
export interface Problem {
  /** `about:blank#kind`: `kind` is what programs decide by. */
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly kind: Trouble | Fault | 'not-found' | 'conflict' | 'not-allowed' | 'token-needed' | 'too-large' | 'too-many' | 'fault'
  readonly hint?: string
  readonly line?: number
  readonly expected?: string
  readonly found?: string
  /** Members of the question that are wrong. */
  readonly wrong?: readonly { readonly at: string; readonly words: string }[]
  /** With `conflict`: the board as it is now, and its version. */
  readonly board?: Board
  readonly version?: string
}

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

/** How it stands with one picture. A picture that is not in the snapshot is pending. */
export interface Cell {
  readonly status: PictureStatus
  /** The current take. */
  readonly take?: number
  /** Content of the current take: `?v=` makes its address immutable. */
  readonly v?: string
  /** The last thing that went wrong or holds it up. */
  readonly words?: string
  readonly trouble?: Trouble | Fault | string
  /** The provider's own words, and whether it was charged. */
  readonly failure?: {
    readonly words?: string
    readonly status?: number
    readonly code?: string
    readonly billing?: string
    readonly costUsd?: number
    readonly hint?: string
  }
  /** It could not start: not an error of its own. */
  readonly blocked?: true
  /** There, kept, and no longer what would be drawn: why. */
  readonly outOfDate?: string
  /** Sent just before a stop, answer unknown. Sent again only when asked for. */
  readonly inDoubt?: { readonly attempt: number; readonly priceUsd: number; readonly sentAt: string; readonly provider: string }
  readonly bridgedFrom?: string
  readonly draft?: true
  readonly provider?: string
  readonly model?: string
  readonly share?: number
}

/** What a person chose for a beat. */
export interface PickView {
  readonly style: string
  readonly take?: number
  readonly isFlagged: boolean
  readonly selectedAt: string
}

/** A run without its pictures: those are the cells. */
export type RunView = Omit<RunState, 'pictures'>

/** One style of a snapshot. */
export interface StyleStanding {
  readonly id: string
  readonly total: number
  readonly done: number
  readonly outOfDate: number
  readonly spentUsd: number
  /** Who would draw the next picture. */
  readonly provider?: string
  readonly model?: string
  readonly keys: readonly KeyView[]
}

/** GET /api/boards/:board */
export interface Snapshot {
  /** The last event in here: follow the stream after it. */
  readonly event: string
  readonly id: string
  readonly folder: string
  /** Send it back with a PATCH, so that no other's change is lost. */
  readonly version: string
  readonly board: Board
  readonly pictures: Readonly<Record<PictureId, Cell>>
  readonly picks: Readonly<Record<string, PickView>>
  readonly run?: RunView
  /** The process at work on it, where that is another. */
  readonly atWork?: string
  readonly styles: readonly StyleStanding[]
  readonly spentUsd: number
  readonly inDoubtUsd: number
  /** Redos that wait for the run that is on. */
  readonly queued: readonly PictureId[]
  readonly warnings: readonly string[]
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

/** What is meant; also the query of GET …/plan (lists as comma lists). What is in doubt is left alone unless `skipInDoubt` is false. */
export interface SelectionQuestion {
  readonly styles?: readonly string[]
  /** Beat ids and patterns, e.g. `2.*`. */
  readonly beats?: readonly string[]
  readonly redo?: readonly ('missing' | 'stale' | 'errors' | 'all')[]
  readonly skipInDoubt?: boolean
}

export interface StylePrice {
  readonly style: string
  readonly provider: string
  readonly model: string
  readonly pictures: number
  /** Absent = not known. */
  readonly priceUsd?: number
  readonly seconds: number
}

/** GET …/plan: the plan that a run with the same selection executes. */
export interface PlanView {
  readonly counts: Readonly<Record<'to-make' | 'exists' | 'stale' | 'left' | 'blocked', number>>
  readonly toMake: readonly { readonly id: PictureId; readonly why: string; readonly after?: PictureId }[]
  readonly outOfDate: readonly { readonly id: PictureId; readonly why: string }[]
  readonly blocked: readonly { readonly id: PictureId; readonly why: string }[]
  readonly inDoubt: readonly {
    readonly id: PictureId
    readonly attempt: number
    readonly provider: string
    readonly model: string
    readonly priceUsd: number
    readonly sentAt: string
  }[]
  readonly forecast: {
    readonly pictures: number
    readonly priceUsd: number
    readonly estimate: boolean
    /** Pictures whose price nobody knows: a run needs `allowUnknownPrice`. */
    readonly unknownPrices: number
    readonly seconds: number
    readonly inDoubtUsd: number
    readonly styles: readonly StylePrice[]
  }
  readonly warnings: readonly string[]
}

/** POST …/runs */
export interface RunQuestion {
  readonly selection?: SelectionQuestion
  /** Caps of this run. */
  readonly limits?: { readonly maxCostUsd?: number; readonly maxImages?: number }
  readonly allowUnknownPrice?: boolean
  readonly concurrency?: number
}

/** POST …/pictures/:style/:beat/redo */
export interface RedoQuestion extends Pick<RunQuestion, 'limits' | 'allowUnknownPrice'> {
  /** New words of this beat in this style, written into the board. */
  readonly prompt?: string
}

/** started: a new run. joined: one is on already. queued: starts when that one has ended. nothing: there is nothing to make. */
export interface RunAnswer {
  readonly what: 'started' | 'joined' | 'queued' | 'nothing'
  readonly run?: string
  /** Who is at work, where another process is. */
  readonly atWork?: string
  readonly plan?: PlanView['forecast']
}

/** One picture to choose from. */
export interface TakeAnswer {
  readonly style: string
  readonly take: number
  readonly current: boolean
  readonly picked: boolean
  /** `provider/model`. */
  readonly by?: string
  readonly prompt?: string
  readonly costUsd?: number
  readonly madeAt?: string
}

/** PUT …/picks/:beat; DELETE clears, POST …/picks/undo takes the last one back. */
export interface PickQuestion {
  readonly style: string
  readonly take?: number
  readonly isFlagged?: boolean
}

export type KeyStanding = 'ready' | 'resting' | 'exhausted' | 'rejected' | 'out-of-credit'

/** All that is ever told of a key. */
export interface KeyView {
  readonly provider: string
  /** Only keys in the vault have one. */
  readonly id?: string
  /** `…7f3a` */
  readonly name: string
  /** `vault`, or the variable it stands in. */
  readonly from: string
  /** Keys of one domain share one allowance. */
  readonly domain?: string
  readonly style?: string
  readonly addedAt?: string
  readonly state: KeyStanding
  readonly until?: string
  readonly why?: Trouble
}

/** PUT /api/keys/:provider/:id */
export interface KeyQuestion {
  readonly key: string
  readonly domain?: string
  readonly style?: string
}

/** POST /api/keys/:provider/test */
export interface KeyTest {
  readonly results: readonly { readonly name: string; readonly good: boolean; readonly words: string }[]
}

export interface ModelView {
  readonly model: string
  readonly title: string
  /** USD of one picture of 1024 × 576 without references; absent = not known. */
  readonly priceUsd?: number
  readonly estimate: boolean
  readonly seconds: number
  readonly references: number
  readonly seed: boolean
  readonly negativePrompt: boolean
  readonly until?: string
  readonly successor?: string
  /** It ends soon, or has a successor. */
  readonly ending: boolean
  /** JSON Schema of what a style may set for this model: quality, steps, guidance, size. */
  readonly options: Readonly<Record<string, unknown>>
  readonly source: string
  readonly read: string
}

/** One of GET /api/providers. */
export interface ProviderView {
  readonly id: string
  readonly title: string
  readonly ready: boolean
  /** `ready, 3 keys`, or what is missing. */
  readonly words: string
  readonly needsKey: 'required' | 'optional' | 'none'
  readonly keyNames: readonly string[]
  readonly keyPage?: string
  readonly canTest: boolean
  readonly requestsAMinute?: number
  readonly defaultModel: string
  readonly anyModel: boolean
  readonly models: readonly ModelView[]
  readonly keys: readonly KeyView[]
}

/** GET /api/session */
export interface Session {
  readonly needsToken: boolean
  readonly signedIn: boolean
  readonly version: string
  /** The folder that is served, by its last name. */
  readonly folder: string
}

type Told = Written | Extract<RunEvent, { readonly type: 'picture-progress' }>

/**
 * `data` of a `message` of GET /api/events; its id stands in the frame. Run events as they were written, `v` beside a picture that
 * was kept. Other frames: `hello` (first, with the id to go on after), `resync` (too old: load again), `heartbeat`, `goodbye`.
 */
export type StreamEvent =
  | (Told & { readonly board: string; readonly v?: string })
  | { readonly type: 'board-added' | 'board-gone'; readonly board: string }
  /** Load its snapshot again: edited, out of date marks changed, or a process at work is gone. */
  | { readonly type: 'board-changed'; readonly board: string; readonly why: 'edited' | 'run-ended' | 'picked-take' | 'process-gone' }
  | { readonly type: 'picked'; readonly board: string; readonly beat: string; readonly pick?: PickView }
  | { readonly type: 'queued'; readonly board: string; readonly queued: readonly PictureId[] }
  | { readonly type: 'keys-changed'; readonly provider: string }

/** A board that was deleted and can come back for 30 days. */
export interface TrashedBoard {
  readonly id: string
  readonly title: string
  readonly deletedAt: string
}
