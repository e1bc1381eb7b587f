import type { PickQuestion, PickView } from './api.ts'
import type { BoardRoom } from './board-room.ts'

/** Choosing, with a way back: the choices of this session are taken back one by one, newest first. */
export interface PickUndo {
  pick(room: BoardRoom, beat: string, choice: PickQuestion): Promise<PickView>
  clear(room: BoardRoom, beat: string): Promise<void>
  /** False when there is nothing to take back. */
  back(room: BoardRoom): Promise<boolean>
}

/** How it was: what was picked, and which take stood in the place that was picked from. */
interface Before {
  readonly beat: string
  readonly pick: PickView | undefined
  readonly shown: { readonly style: string; readonly take: number } | undefined
}

const mostSteps = 200

export function openUndo(): PickUndo {
  const steps = new Map<string, Before[]>()
  const remember = (room: BoardRoom, before: Before): void => {
    const known = steps.get(room.folder) ?? []
    steps.set(room.folder, [...known.slice(1 - mostSteps), before])
  }
  return {
    pick: (room, beat, choice) =>
      room.work.withProject(async (project) => {
        const before = (await room.picks())[beat]
        const current = (await project.takes(beat)).find((take) => take.style === choice.style && take.current)
        const pick = await project.pick(beat, choice)
        const shown = current === undefined ? undefined : { style: current.style, take: current.take }
        remember(room, { beat, pick: before, shown })
        return pick
      }),
    clear: (room, beat) =>
      room.work.withProject(async (project) => {
        remember(room, { beat, pick: (await room.picks())[beat], shown: undefined })
        await project.clearPick(beat)
      }),
    async back(room) {
      const before = steps.get(room.folder)?.pop()
      if (before === undefined) return false
      const { beat, pick, shown } = before
      await room.work.withProject(async (project) => {
        if (shown !== undefined) await project.pick(beat, shown)
        if (pick === undefined) await project.clearPick(beat)
        else await project.pick(beat, pick)
      })
      return true
    },
  }
}
