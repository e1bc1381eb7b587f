import { type Board, type Style, beatsOf } from '../src/board/board.ts'
import { type Picture, pictureId } from '../src/board/picture.ts'
import { jumpingClock } from '../src/clock.ts'
import type { Gallery } from '../src/gallery/gallery.ts'
import { memoryGallery } from '../src/gallery/memory-gallery.ts'
import type { KeyPool, Lease, Outcome } from '../src/keys/key-pool.ts'
import type { Abilities, Call, Drawn, ImageModel, ImageRequest } from '../src/models/image-model.ts'
import type { Card } from '../src/models/provider.ts'
import { makePlan } from '../src/plan/make-plan.ts'
import type { Selection } from '../src/plan/plan.ts'
import { readFacts } from '../src/run/facts.ts'
import { type Journal, openJournal } from '../src/run/journal.ts'
import type { Painter, RunWorld } from '../src/run/world.ts'

const abilities: Abilities = {
  references: 2,
  seed: true,
  negativePrompt: false,
  steps: false,
  guidance: false,
  quality: [],
  sizing: { by: 'ratio', ratios: ['16:9'] },
  remoteJobs: false,
  idempotencyKey: false,
  deadlineMs: 60_000,
}

/** A board of one shot: `beats` in order, `|` before a beat cuts. */
export function boardOf(beats: readonly string[], styles: readonly (Partial<Style> & { id: string })[] = [{ id: 'ink' }]): Board {
  return {
    title: 'Test',
    kind: 'film',
    styles: styles.map((style) => ({ words: style.id, models: [], continuity: 'chain', size: { width: 64, height: 64 }, ...style })),
    shots: [
      {
        id: '1',
        beats: beats.map((beat) => ({
          id: beat.replace('|', ''),
          prompt: `beat ${beat.replace('|', '')}`,
          transition: beat.startsWith('|') ? 'hard_cut' : 'continue',
        })),
      },
    ],
  }
}

/** A PNG header of 64 × 64 and a number: a picture as far as a gallery in memory looks. */
export function pictureOfNumber(number: number): Picture {
  const bytes = Buffer.alloc(60)
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(bytes)
  bytes.writeUInt32BE(64, 16)
  bytes.writeUInt32BE(64, 20)
  bytes.writeUInt32BE(number, 40)
  return { bytes, type: 'image/png' }
}

export type Answer = Partial<Drawn> | Error

export interface Asked {
  readonly request: ImageRequest
  readonly call: Call
  readonly model: string
}

export interface PainterScript {
  readonly model?: string
  readonly provider?: string
  readonly priceUsd?: number | undefined
  readonly keys?: KeyPool | undefined
  readonly abilities?: Partial<Abilities>
  readonly answer?: (asked: Asked, times: number) => Answer | Promise<Answer>
}

/** A painter whose answers are scripted, with all it was asked. */
export function painter(script: PainterScript = {}): Painter & { readonly asked: Asked[] } {
  const { model: name = 'm1', provider = 'fake' } = script
  const asked: Asked[] = []
  const priceUsd = 'priceUsd' in script ? script.priceUsd : 0.04
  const model: ImageModel = {
    id: `${provider}/${name}`,
    abilities: { ...abilities, ...script.abilities },
    async draw(request, call) {
      const number = asked.push({ request, call, model: name })
      const answer = (await script.answer?.({ request, call, model: name }, number)) ?? {}
      if (answer instanceof Error) throw answer
      return { picture: pictureOfNumber(number), warnings: [], ...answer }
    },
  }
  const card = { provider, model: name, title: name, priceUsd: () => priceUsd, abilities: model.abilities } as unknown as Card
  return { provider, choice: { provider, model: name }, card, model, keys: script.keys, asked }
}

/** A pool that lends its keys in turn and keeps what comes back; keys that a trouble retires are not lent again. */
export function poolOf(...names: string[]): KeyPool & { readonly back: (Outcome | undefined)[]; readonly out: () => number } {
  const back: (Outcome | undefined)[] = []
  let free = names
  let out = 0
  return {
    size: names.length,
    back,
    out: () => out,
    async borrow() {
      const [name] = free
      if (name === undefined) throw Object.assign(new Error('unused'), { name: 'unused' })
      out += 1
      const lease: Lease = {
        key: `key-${name}`,
        domain: name,
        name: `…${name}`,
        giveBack(outcome) {
          out -= 1
          back.push(outcome)
          if (outcome !== undefined && outcome.trouble !== 'overloaded') free = free.filter((other) => other !== name)
        },
      }
      return lease
    },
    health: () => [],
  }
}

export interface Rehearsal extends Partial<RunWorld> {
  readonly board: Board
  readonly painter?: Painter
  readonly selection?: Partial<Selection>
}

/** A world for one run over a gallery in memory, planned from what is there. */
export async function rehearse(asked: Rehearsal): Promise<RunWorld & { readonly journal: Journal; readonly gallery: Gallery }> {
  const clock = asked.clock ?? jumpingClock()
  const journal = asked.journal ?? openJournal(':memory:', clock)
  const gallery = asked.gallery ?? memoryGallery(asked.board)
  const only = asked.painter ?? painter()
  const facts = await readFacts({ journal, gallery, references: new Map(), as: 'holder' })
  const selection = { redo: ['missing', 'errors'], ...asked.selection } as const
  return {
    plan: makePlan(asked.board, facts, selection),
    made: facts.made,
    painters: new Map(asked.board.styles.map((style) => [style.id, [only]])),
    references: new Map(),
    inspect: async () => ({ warnings: [] }),
    fetch,
    random: () => 0,
    redact: (text) => text,
    ...asked,
    clock,
    journal,
    gallery,
  }
}

/** All picture ids of a board in order. */
export function idsOf(board: Board): string[] {
  return board.styles.flatMap((style) => [...beatsOf(board)].map(({ beat }) => pictureId(style.id, beat.id)))
}

/** Lets that many turns of the event loop pass. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve))
}
