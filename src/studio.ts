import { resolve } from 'node:path'
import type { Board } from './board/board.ts'
import { writeBoard } from './board/board-file.ts'
import { pictureId } from './board/picture.ts'
import { replaceFile } from './durable.ts'
import { BeatboardError } from './errors.ts'
import type { Finding } from './gallery/verify.ts'
import type { Forecast } from './plan/forecast.ts'
import { forecast } from './plan/forecast.ts'
import { makePlan } from './plan/make-plan.ts'
import type { Facts, Plan, Selection } from './plan/plan.ts'
import { type Pick, openPicks } from './review/picks.ts'
import type { Written } from './run/events.ts'
import type { Run } from './run/world.ts'
import { gatherFacts } from './studio/gather-facts.ts'
import { type Imported, readBoard } from './studio/import-list.ts'
import { type MakeOptions, make } from './studio/make.ts'
import { finishMoves } from './studio/move-beats.ts'
import { type Rooms, openRooms } from './studio/open-rooms.ts'
import { lanesOf } from './studio/lanes.ts'
import { type OwnModel, withModels } from './studio/painters.ts'
import { boardFileIn } from './studio/project-folder.ts'
import { type Settings, withSettings } from './studio/settings.ts'
import { type ProjectStatus, statusOf } from './studio/status.ts'
import { styleReferences, takeReference } from './studio/style-references.ts'
import { type TakeView, takesOf } from './studio/takes.ts'
import { verifyProject } from './studio/verify.ts'
import type { World } from './studio/world.ts'

export type { World } from './studio/world.ts'

/** A plan with its price: the one object that every screen shows and a run executes. */
export interface Planned {
  readonly plan: Plan
  readonly forecast: Forecast
  readonly facts: Facts
  readonly warnings: readonly string[]
}

/** What is being made, here or by the process that holds the project. */
export interface Making {
  /** Who is at work, where another process is. */
  readonly watching?: string
  /** `undefined` while watching another process. */
  readonly run?: Run
  /** All events of the run, from its first to `run-ended`. */
  readonly events: AsyncIterable<Written>
}

/** A project folder, opened: the stairs that connect the rooms. */
export interface Project extends AsyncDisposable {
  readonly folder: string
  readonly board: Board
  /** Where current pictures lie, relative to the folder: `generated_images`, or nothing for a timeline. */
  readonly picturesFolder: string
  /** What would be made and why, its price and time. Sends nothing. */
  plan(selection?: Partial<Selection>): Promise<Planned>
  /** Executes a plan; resolves as soon as the run is on its way. Where another process holds the project, it is watched instead. */
  make(planned: Planned, options?: MakeOptions): Promise<Making>
  status(): Promise<ProjectStatus>
  takes(beat: string): Promise<readonly TakeView[]>
  /** Chooses for a beat; a take that is not the current one of its style becomes it. */
  pick(
    beat: string,
    choice: { readonly style: string; readonly take?: number; readonly isFlagged?: boolean },
  ): Promise<Pick & { readonly take: number }>
  clearPick(beat: string): Promise<void>
  /** New words for beats, in the styles meant; written into the board. */
  rewrite(selection: { readonly beats: readonly string[]; readonly styles?: readonly string[] }, prompt: string): Promise<void>
  /** Decodes every picture and holds it against recipe, journal and views. */
  verify(): Promise<{ readonly pictures: number; readonly findings: readonly Finding[] }>
}

export interface OpenOptions {
  readonly world: World
  /** Asked for beside what `board.json` says; kept in it when `write` is on. */
  readonly settings?: Settings
  /** Requests a minute and quota domain, before what the environment says. */
  readonly rpm?: number
  /** False: nothing of the project is changed, not even its journal. */
  readonly write: boolean
  /** A list that was read but not written: planned as if it had been. */
  readonly imported?: Imported
  /** A model of the program's own draws every style; the board does not remember it. */
  readonly own?: OwnModel
  /** A picture file to take in as the reference of the styles meant, relative to the working directory. */
  readonly styleReference?: string
}

const usualSelection: Selection = { redo: ['missing', 'errors'] }

/** Opens a project folder. Rejects with `wrong-usage` where there is none, `broken-project` where its files are damaged. */
export async function openProject(folder: string, options: OpenOptions): Promise<Project> {
  if (options.write) await finishMoves(folder)
  const { imported, settings } = options
  const before = imported?.board ?? (await readBoard(folder))
  const asked = settings === undefined || imported !== undefined ? before : withSettings(before, settings)
  const rooms = await openRooms({ folder, board: imported?.before ?? asked, ...options })
  try {
    let board = await openedBoard({ folder, rooms, options, before, asked })
    const change = async (next: Board): Promise<void> => {
      board = next
      if (options.write) await replaceFile(boardFileIn(folder), writeBoard(next))
    }
    return projectOf({ folder, rooms, options, board: () => board, change })
  } catch (error) {
    await rooms.close()
    throw error
  }
}

/** The board with models and style reference as asked for, written back where it changed. */
async function openedBoard({
  folder,
  rooms,
  options,
  before,
  asked,
}: {
  folder: string
  rooms: Rooms
  options: OpenOptions
  /** As it was read. */
  before: Board
  asked: Board
}): Promise<Board> {
  const { settings, styleReference, write, world } = options
  const mayWrite = write && rooms.hold !== undefined
  const meant = asked.styles.filter((style) => settings?.styles?.includes(style.id) !== false)
  const board =
    styleReference === undefined || !mayWrite
      ? asked
      : await takeReference(folder, asked, { file: resolve(world.cwd, styleReference), styles: meant })
  const filled = withModels(board, rooms.studio).board
  // A draft is what is drawn while nobody is named: it is not written down, so that the first key that comes draws for real.
  const kept = {
    ...board,
    styles: filled.styles.map((style, index) =>
      options.own !== undefined || style.models[0]?.provider === 'draft' ? (board.styles[index] ?? style) : style,
    ),
  }
  if (mayWrite && !isSame(kept, before)) await replaceFile(boardFileIn(folder), writeBoard(kept))
  return kept
}

/** Opening changes no shot: they are compared by being the very same, since there may be 100,000 beats. */
function isSame(board: Board, before: Board): boolean {
  return board.shots === before.shots && withoutShots(board) === withoutShots(before)
}

function withoutShots(board: Board): string {
  return JSON.stringify({ ...board, shots: [] })
}

interface Opened {
  readonly folder: string
  readonly rooms: Rooms
  readonly options: OpenOptions
  readonly board: () => Board
  readonly change: (board: Board) => Promise<void>
}

function projectOf(opened: Opened): Project {
  const { folder, rooms, options, board, change } = opened
  const picks = (): ReturnType<typeof openPicks> => openPicks(folder, () => options.world.clock.now())
  return {
    folder,
    get board() {
      return board()
    },
    get picturesFolder() {
      return board().kind === 'timeline' ? '' : 'generated_images'
    },
    plan: (selection = {}) => planned(opened, { ...usualSelection, ...selection }),
    make: (plan, making = {}) => make({ folder, rooms, world: options.world, planned: plan, options: making }),
    status: async () => statusOf(rooms, await planned(opened, usualSelection)),
    takes: async (beat) => takesOf({ board: board(), gallery: rooms.gallery, picks: (await picks()).all() }, beat),
    async pick(beat, { style, take, isFlagged = false }) {
      const found = (await takesOf({ board: board(), gallery: rooms.gallery, picks: {} }, beat)).filter((each) => each.style === style)
      const chosen = found.find((each) => (take === undefined ? each.current : each.take === take))
      if (chosen === undefined) throw noSuchTake(beat, style, take, found)
      if (!chosen.current) {
        await rooms.gallery.show(pictureId(style, beat), chosen.take)
        await rooms.journal.show(pictureId(style, beat), chosen.take)
      }
      return { ...(await (await picks()).set(beat, { style, take: chosen.take, isFlagged })), take: chosen.take }
    },
    clearPick: async (beat) => (await picks()).clear(beat),
    rewrite: async (selection, prompt) => change(rewritten(board(), selection, prompt)),
    verify: () => verifyProject(folder, board(), rooms),
    [Symbol.asyncDispose]: () => rooms.close(),
  }
}

async function planned({ folder, rooms, options, board }: Opened, selection: Selection): Promise<Planned> {
  const { board: filled, warnings } = withModels(board(), rooms.studio)
  const references = await styleReferences(folder, filled)
  const facts = await gatherFacts(folder, rooms, references, options.imported)
  const plan = makePlan(filled, facts, selection)
  return {
    plan,
    facts,
    forecast: forecast(plan, lanesOf(filled, rooms.studio)),
    warnings: [...rooms.warnings, ...warnings, ...references.warnings],
  }
}

function rewritten(
  board: Board,
  { beats, styles }: { readonly beats: readonly string[]; readonly styles?: readonly string[] },
  prompt: string,
): Board {
  const meant = new Set(beats)
  if (prompt.trim() === '') throw new BeatboardError('wrong-usage', 'A beat needs words; the new prompt is empty.')
  return {
    ...board,
    shots: board.shots.map((shot) => ({
      ...shot,
      beats: shot.beats.map((beat) => {
        if (!meant.has(beat.id)) return beat
        if (styles === undefined) return { ...beat, prompt, prompts: {} }
        return { ...beat, prompts: { ...beat.prompts, ...Object.fromEntries(styles.map((style) => [style, prompt])) } }
      }),
    })),
  }
}

function noSuchTake(beat: string, style: string, take: number | undefined, found: readonly TakeView[]): BeatboardError {
  const there = found.map((each) => each.take).join(', ')
  const words =
    take === undefined ? `There is no picture of ${beat} in "${style}" yet.` : `There is no take ${take} of ${beat} in "${style}".`
  return new BeatboardError('wrong-usage', `${words}${there === '' ? '' : ` There are: ${there}.`}`, {
    hint: `See: beatboard takes FOLDER ${beat}`,
  })
}
