import { beatsOf } from '../board/board.ts'
import { type PictureId, pictureId } from '../board/picture.ts'
import type { Gallery } from '../gallery/gallery.ts'
import type { Recipe } from '../gallery/recipe.ts'
import { z } from 'zod'
import type { Cell, Snapshot } from './api.ts'
import { given } from './cells.ts'
import { problem } from './problem.ts'
import type { Routes } from './route.ts'
import type { ServerWorld } from './server-world.ts'
import { snapshotOf } from './snapshot.ts'

/** The routes that the five documents name, on the same data. They read, they never start work. */
export function addDocumentRoutes(routes: Routes, server: ServerWorld): void {
  const steps = async (id: string): Promise<Thread> => {
    const found = await snapshot(id)
    return stepImages(found, await recipesOf(await server.rooms.find(id).gallery(), found))
  }
  const snapshot = async (id: string): Promise<Snapshot> =>
    snapshotOf({ room: server.rooms.find(id), keys: [], position: () => server.hub.position() })
  const answer = z.record(z.string(), z.unknown())
  routes.add(
    {
      method: 'get',
      path: '/api/generation-status/:project',
      says: 'How a project stands, per style (document 2); idle for one that is not there.',
      answer,
    },
    async ({ param }) => {
      const id = param('project')
      const isThere = server.rooms.all().some((room) => room.id === id)
      return generationStatus(id, isThere ? await snapshot(id) : undefined)
    },
  )
  routes.add({ method: 'get', path: '/step-images/health', says: 'Whether step images can be asked for (document 5).', answer }, () => ({
    status: 'healthy',
    service: 'step-images',
  }))
  routes.add({ method: 'get', path: '/step-images/:thread', says: 'All step images of a board (document 5).', answer }, ({ param }) =>
    steps(param('thread')),
  )
  routes.add(
    { method: 'get', path: '/step-images/:thread/step/:number', says: 'One step image (document 5).', answer },
    async ({ param }) => {
      const { step_images: images } = await steps(param('thread'))
      const step = images.find(({ step_number: number }) => String(number) === param('number'))
      if (step === undefined)
        throw problem('not-found', `There is no step ${param('number').slice(0, 20)}.`, { hint: `Its steps are 1 to ${images.length}.` })
      return step
    },
  )
  for (const path of ['/api/ai/generated-content/:id/images/status/', '/api/ai/generated-content/:id/images/status'])
    routes.add({ method: 'get', path, says: 'How the pictures of a story stand (document 4).', answer }, async ({ param }) =>
      storyStatus(await snapshot(param('id'))),
    )
}

interface Sums {
  readonly total: number
  readonly done: number
  readonly failed: number
  readonly isOn: boolean
}

function sums(snapshot: Snapshot, styles: readonly string[]): Sums {
  const cells = styles.flatMap((style) => [...beatsOf(snapshot.board)].map(({ beat }) => snapshot.pictures[pictureId(style, beat.id)]))
  const phase = snapshot.run?.phase
  return {
    total: cells.length,
    done: cells.filter(isDone).length,
    failed: cells.filter((cell) => cell?.status === 'error').length,
    isOn: phase === 'running' || phase === 'paused' || phase === 'stopping',
  }
}

function isDone(cell: Cell | undefined): boolean {
  return cell?.status === 'complete' || cell?.status === 'exists'
}

/** Rounded down: 100 means all. */
function percent({ done, total }: Sums): number {
  return total === 0 ? 0 : Math.floor((done / total) * 100)
}

function generationStatus(project: string, snapshot: Snapshot | undefined): Record<string, unknown> {
  if (snapshot === undefined)
    return {
      project,
      status: 'idle',
      message: 'Nothing has been generated for this project.',
      completed: 0,
      total: 0,
      percentage: 0,
      styles: {},
    }
  const all = sums(
    snapshot,
    snapshot.board.styles.map(({ id }) => id),
  )
  const styles = snapshot.board.styles.map(({ id }) => {
    const own = sums(snapshot, [id])
    const beats = [...beatsOf(snapshot.board)].map(({ beat }) => [beat.id, snapshot.pictures[pictureId(id, beat.id)]?.status ?? 'pending'])
    return [
      id,
      { completed: own.done, total: own.total, percentage: percent(own), failed: own.failed, beats: Object.fromEntries(beats) as object },
    ]
  })
  return {
    project,
    status: statusWord(all),
    message: `Generating images: ${all.done}/${all.total} (${percent(all)}%)`,
    completed: all.done,
    total: all.total,
    percentage: percent(all),
    styles: Object.fromEntries(styles) as object,
  }
}

function statusWord({ done, total, failed, isOn }: Sums): string {
  if (isOn) return 'generating'
  if (total > 0 && done === total) return 'completed'
  if (failed > 0) return done > 0 ? 'partly_failed' : 'failed'
  return done > 0 ? 'stopped' : 'idle'
}

interface StepImage {
  readonly step_number: number
  readonly image_id: string | null
  readonly image_url: string | null
  readonly status: 'pending' | 'generating' | 'completed' | 'failed'
  /** Epoch seconds. */
  readonly generated_at: number | null
  readonly prompt_used: string
}

type Thread = Record<string, unknown> & { readonly step_images: readonly StepImage[] }

/** Recipes read for one answer: a how-to has tens of steps; of longer boards the words of the beats are told. */
const mostRecipes = 200

/** How the pictures of a board's first style were made, out of their files. */
async function recipesOf(gallery: Gallery, { board, pictures }: Snapshot): Promise<ReadonlyMap<PictureId, Recipe>> {
  const style = board.styles[0]?.id ?? ''
  const done = [...beatsOf(board)].map(({ beat }) => pictureId(style, beat.id)).filter((id) => isDone(pictures[id]))
  const read = async (id: PictureId): Promise<[PictureId, Recipe][]> => {
    const recipe = await gallery.recipe(id).catch(() => undefined)
    return recipe === undefined ? [] : [[id, recipe]]
  }
  return new Map((await Promise.all(done.slice(0, mostRecipes).map(read))).flat())
}

/** The first style of a board as steps; a step’s number is its place in the order. */
function stepImages(snapshot: Snapshot, recipes: ReadonlyMap<PictureId, Recipe>): Thread {
  const style = snapshot.board.styles[0]?.id ?? ''
  const steps = [...beatsOf(snapshot.board)].map(({ beat, index }): StepImage => {
    const id = pictureId(style, beat.id)
    const cell = snapshot.pictures[id]
    const recipe = recipes.get(id)
    return {
      step_number: index + 1,
      image_id: isDone(cell) ? `${id}#${cell?.take ?? 1}` : null,
      image_url: isDone(cell) ? urlOf(snapshot.id, style, beat.id, cell) : null,
      status: stepWord(cell),
      generated_at: recipe === undefined ? null : Date.parse(recipe.madeAt) / 1000,
      prompt_used: recipe?.prompt ?? beat.prompts?.[style] ?? beat.prompt,
    }
  })
  const all = sums(snapshot, [style])
  return {
    thread_id: snapshot.id,
    status: threadWord(all),
    progress: all.total === 0 ? 0 : all.done / all.total,
    completed_steps: all.done,
    total_steps: all.total,
    failed_steps: all.failed,
    step_images: steps,
  }
}

/** Everything that is not on its way has ended, so that nobody asks for ever: also a board with gaps is `completed` or `failed`. */
function threadWord({ done, total, failed, isOn }: Sums): string {
  if (isOn) return 'generating'
  if (total > 0 && done === total) return 'completed'
  if (failed > 0) return 'failed'
  return done > 0 ? 'stopped' : 'not_started'
}

function stepWord(cell: Cell | undefined): StepImage['status'] {
  switch (cell?.status) {
    case 'complete':
    case 'exists':
      return 'completed'
    case 'generating':
      return 'generating'
    case 'error':
      return 'failed'
    case 'pending':
    case undefined:
      return 'pending'
  }
}

function urlOf(board: string, style: string, beat: string, cell: Cell | undefined): string {
  const v = cell?.v === undefined ? '' : `?v=${cell.v}`
  return `/api/boards/${encodeURIComponent(board)}/pictures/${encodeURIComponent(style)}/${encodeURIComponent(beat)}${v}`
}

function storyStatus(snapshot: Snapshot): Record<string, unknown> {
  const style = snapshot.board.styles[0]?.id ?? ''
  const all = sums(snapshot, [style])
  const images = [...beatsOf(snapshot.board)].map(({ beat, index }) => {
    const cell = snapshot.pictures[pictureId(style, beat.id)]
    return {
      index,
      page: beat.id,
      status: stepWord(cell),
      url: isDone(cell) ? urlOf(snapshot.id, style, beat.id, cell) : null,
      ...given({ provider: cell?.provider, error: cell?.status === 'error' ? cell.words : undefined }),
    }
  })
  return {
    id: snapshot.id,
    status: statusWord(all),
    completed: all.done,
    failed: all.failed,
    total: all.total,
    progress: percent(all),
    images,
  }
}
