import type { Style } from '../board/board.ts'
import type { KeyView, Snapshot, StyleStanding } from './api.ts'
import type { Base } from './board-base.ts'
import type { BoardRoom } from './board-room.ts'
import { cellsOf, given } from './cells.ts'

export interface SnapshotWorld {
  readonly room: BoardRoom
  readonly keys: readonly KeyView[]
  /** Id of the last event of all boards, asked for at the moment the snapshot is true. */
  readonly position: () => string
}

/** A board as it stands: follow the stream after its `event`, and nothing is missed and nothing told twice that matters. */
export async function snapshotOf({ room, keys, position }: SnapshotWorld): Promise<Snapshot> {
  const picks = await room.picks()
  const base = await room.base()
  // From here on without waiting: pictures, run and event id are of one moment.
  const isOn = room.isOn()
  const run = room.run()
  const { facts, plan } = base.planned
  const atWork = room.atWork()
  const pictures = cellsOf({ base, follower: room.follower, isOn })
  const spend = room.follower.look()?.spend() ?? base.spend
  const standings = stylesOf(base, pictures, spend)
  return {
    event: position(),
    id: room.id,
    folder: room.inside,
    version: base.version,
    board: base.board,
    pictures,
    picks,
    styles: plan.board.styles.map((style) => ({ ...standingOf(standings, style), keys: keysOf(style, keys) })),
    spentUsd: spend.reduce((sum, each) => sum + each.spentUsd, 0),
    inDoubtUsd: [...facts.inDoubt.values()].reduce((sum, doubt) => sum + doubt.priceUsd, 0),
    queued: room.work.queued(),
    warnings: base.planned.warnings,
    ...given({ run, atWork }),
  }
}

type Standing = Omit<StyleStanding, 'keys'>

function stylesOf(base: Base, pictures: Snapshot['pictures'], spend: Base['spend']): ReadonlyMap<string, Standing> {
  const standings = new Map<string, { id: string; total: number; done: number; outOfDate: number; spentUsd: number }>()
  for (const { id, style } of base.planned.plan.items) {
    const known = standings.get(style.id) ?? { id: style.id, total: 0, done: 0, outOfDate: 0, spentUsd: 0 }
    const cell = pictures[id]
    known.total += 1
    if (cell?.status === 'exists' || cell?.status === 'complete') known.done += 1
    if (cell?.outOfDate !== undefined) known.outOfDate += 1
    standings.set(style.id, known)
  }
  for (const { style, spentUsd } of spend) {
    const known = standings.get(style)
    if (known !== undefined) known.spentUsd += spentUsd
  }
  return standings
}

function standingOf(standings: ReadonlyMap<string, Standing>, style: Style): Standing {
  const [choice] = style.models
  const known = standings.get(style.id) ?? { id: style.id, total: 0, done: 0, outOfDate: 0, spentUsd: 0 }
  return { ...known, ...given({ provider: choice?.provider, model: choice?.model }) }
}

/** The style's own keys at its provider, or the provider's general ones. */
function keysOf({ id, pool, models }: Style, keys: readonly KeyView[]): readonly KeyView[] {
  const provider = models[0]?.provider
  const all = keys.filter((key) => key.provider === provider)
  const own = all.filter((key) => key.style === (pool ?? id))
  return own.length > 0 ? own : all.filter((key) => key.style === undefined)
}
