import { type Beat, type Board, type Shot, type Style, beatsOf } from '../board/board.ts'
import { type PictureId, pictureId } from '../board/picture.ts'
import { type Links, linksBefore, linksOf, rolesOf } from './chain.ts'
import { composePrompt } from './compose-prompt.ts'
import { difference, fingerprintOf, settingsOf } from './fingerprint.ts'
import type { Facts, Made, Plan, PlanItem, Selection, Standing } from './plan.ts'
import { type Wanted, wantedOf } from './select.ts'

/** Board and what exists → what a run would do, and why. Pure: spends nothing, reads nothing. */
export function makePlan(board: Board, facts: Facts, selection: Selection): Plan {
  const wanted = wantedOf(board, selection)
  const items = board.styles
    .filter((style) => wanted.style(style.id))
    .flatMap((style) => planStyle({ board, style, facts, selection, wanted }))
  const counts: Record<Standing, number> = { 'to-make': 0, exists: 0, stale: 0, left: 0, blocked: 0 }
  for (const item of items) counts[item.standing]++
  return { board, items, toMake: items.filter((item) => item.standing === 'to-make'), counts }
}

interface StyleQuestion {
  readonly board: Board
  readonly style: Style
  readonly facts: Facts
  readonly selection: Selection
  readonly wanted: Wanted
}

/** What is decided so far about the links before: who will change in this run, and where a good picture is or will be. */
interface Walk {
  readonly links: Links
  readonly settings: string
  /** A picture that changes, will change, or should: what leans on it is out of date. */
  readonly changing: Set<PictureId>
  /** The nearest place at or before this one that has, or gets, a picture: made in this run or already there. */
  readonly good: Map<PictureId, { id: PictureId; now: boolean }>
}

function planStyle(question: StyleQuestion): PlanItem[] {
  const { board, style } = question
  const walk: Walk = { links: linksOf(board, style), settings: settingsOf(style), changing: new Set(), good: new Map() }
  return [...beatsOf(board)].map(({ shot, beat }) => planBeat(question, walk, shot, beat))
}

function planBeat(question: StyleQuestion, walk: Walk, shot: Shot, beat: Beat): PlanItem {
  const { style, facts } = question
  const id = pictureId(style.id, beat.id)
  const leansOn = walk.links.get(id)
  const reference = facts.references.get(style.id)
  const references = rolesOf(style, leansOn, reference !== undefined)
  const words = composePrompt({ board: question.board, style, shot, beat, references, continues: leansOn !== undefined })
  const now = fingerprintOf(words, walk.settings, references.includes('style') ? reference : undefined)
  const before = facts.made.get(id)?.fingerprint
  const fingerprint = before === now ? before : now // the same text is kept once
  const decided = decide(question, walk, { id, beat, leansOn, fingerprint })
  if (style.continuity === 'chain') remember(walk, id, leansOn, decided.standing)
  const source = leansOn === undefined ? undefined : walk.good.get(leansOn)
  const inDoubt = facts.inDoubt.get(id)
  return {
    id,
    style,
    shot,
    beat,
    standing: decided.standing,
    why: decided.why,
    fingerprint,
    after: source?.now === true ? source.id : undefined,
    sources: linksBefore(walk.links, id),
    ...(inDoubt === undefined ? {} : { inDoubt }),
  }
}

interface Place {
  readonly id: PictureId
  readonly beat: Beat
  readonly leansOn: PictureId | undefined
  readonly fingerprint: string
}

interface Decision {
  readonly standing: Standing
  readonly why: string
}

function decide(question: StyleQuestion, walk: Walk, place: Place): Decision {
  const { facts, selection, wanted } = question
  const made = facts.made.get(place.id)
  const asked = wanted.beat(place.beat.id)
  const state = made === undefined || made.damaged === true ? absent(question, place) : present(question, walk, place, made)
  if (!asked && state.standing === 'to-make') return { standing: made === undefined ? 'left' : 'stale', why: state.why }
  if (asked && selection.redo.includes('all') && made !== undefined && made.damaged !== true)
    return blockedOr(walk, place, 'asked for anew')
  return state.standing === 'to-make' ? blockedOr(walk, place, state.why) : state
}

function absent({ facts, selection }: StyleQuestion, { id }: Place): Decision {
  const damaged = facts.made.has(id)
  const failed = facts.failed.get(id)
  const doubt = facts.inDoubt.get(id)
  const redo = selection.redo
  if (doubt !== undefined && selection.skipInDoubt === true) return { standing: 'left', why: 'in doubt, skipped' }
  const why =
    doubt === undefined
      ? failed === undefined
        ? damaged
          ? 'the file is damaged'
          : 'missing'
        : `failed before: ${failed.kind}`
      : 'in doubt'
  const asked = redo.includes('all') || (failed === undefined ? redo.includes('missing') : redo.includes('errors'))
  return { standing: asked ? 'to-make' : 'left', why }
}

function present({ facts, selection, style }: StyleQuestion, walk: Walk, place: Place, made: Made): Decision {
  if (made.draft === true && style.models[0]?.provider !== 'draft')
    return { standing: selection.redo.includes('missing') ? 'to-make' : 'stale', why: 'only a draft' }
  const why = outOfDate(facts, walk, place, made)
  if (why === undefined) return { standing: 'exists', why: 'exists' }
  return { standing: selection.redo.includes('stale') ? 'to-make' : 'stale', why }
}

function outOfDate(facts: Facts, walk: Walk, place: Place, made: Made): string | undefined {
  if (made.fingerprint === undefined) return undefined
  const changed = difference(made.fingerprint, place.fingerprint)
  if (changed !== undefined) return changed
  const { leansOn } = place
  if (leansOn === undefined || made.previous === undefined) return undefined
  if (walk.changing.has(leansOn)) return 'the picture before it will change'
  const before = facts.made.get(leansOn)
  if (before === undefined) return undefined
  if (made.previous.from !== leansOn) return `continued from ${made.previous.from.split('/')[1]}, the picture between is there now`
  return before.sha256 === undefined || before.sha256 === made.previous.sha256 ? undefined : 'the picture before it changed'
}

/** A continuation with no good picture anywhere before it cannot start: it never turns into a first picture. */
function blockedOr(walk: Walk, place: Place, why: string): Decision {
  if (place.leansOn === undefined || walk.good.has(place.leansOn)) return { standing: 'to-make', why }
  return { standing: 'blocked', why: `waits for ${place.leansOn.split('/')[1]}, which is not there` }
}

function remember(walk: Walk, id: PictureId, leansOn: PictureId | undefined, standing: Standing): void {
  if (standing === 'to-make' || standing === 'stale') walk.changing.add(id)
  if (standing === 'to-make' || standing === 'exists' || standing === 'stale') walk.good.set(id, { id, now: standing === 'to-make' })
  else if (leansOn !== undefined) {
    const source = walk.good.get(leansOn)
    if (source !== undefined) walk.good.set(id, source)
  }
}
