import type { PictureId } from '../board/picture.ts'
import type { Gallery } from '../gallery/gallery.ts'
import type { Recipe } from '../gallery/recipe.ts'
import type { Facts, InDoubt, Made } from '../plan/plan.ts'
import { rowOf } from './attempt.ts'
import type { Attempt, Journal, PictureRow } from './journal.ts'
import { arrivedOf, settleDead } from './settle-dead.ts'

export interface FactsWorld {
  readonly journal: Journal
  readonly gallery: Gallery
  /** SHA-256 of each style's reference picture. */
  readonly references: ReadonlyMap<string, string>
  /**
   * holder: this process holds the project: what dead processes left is put in order and written, unless a run is on here.
   * onlooker: a run is on, here or elsewhere; nothing is written. reader: nobody is at work; nothing is written.
   */
  readonly as: 'holder' | 'onlooker' | 'reader'
  /** Whether the file is a whole picture, asked only where its length is not the one that was kept: somebody may have painted over it. */
  readonly isWhole?: (path: string) => Promise<boolean>
}

/** Disk and journal, merged: the disk says what is there, the journal how it came and what went wrong. */
export async function readFacts(world: FactsWorld): Promise<Facts> {
  const { journal, references } = world
  const puts = world.as === 'holder' && !journal.isRunning()
  if (puts) await settleDead(world)
  const { made, adopted, gone } = await merge(world)
  if (puts && adopted.length > 0) await journal.adopt(adopted)
  if (puts && gone.length > 0) await journal.forget(gone)
  const doubts = world.as === 'reader' ? await doubtsToCome(world) : journal.attempts('in-doubt')
  return { made, failed: journal.failures(), inDoubt: new Map(doubts.map((attempt) => [attempt.id, inDoubtOf(attempt)])), references }
}

/** What will be in doubt when the next holder has put things in order: a picture that is on disk settles its own doubt and those before. */
async function doubtsToCome({ journal, gallery }: FactsWorld): Promise<readonly Attempt[]> {
  const sending = journal.attempts('sending')
  const arrived = await arrivedOf(gallery, sending)
  const settled = new Map(sending.filter(({ attempt }) => arrived.has(attempt)).map(({ id, attempt }) => [id, attempt]))
  const open = journal.attempts('in-doubt', 'sending').filter(({ state, job }) => state === 'in-doubt' || job === undefined)
  return open.filter(({ id, attempt }) => attempt > (settled.get(id) ?? 0))
}

function inDoubtOf({ attempt, id, provider, model, reservedUsd, sentAt }: Attempt): InDoubt {
  return { attempt, id, provider, model, priceUsd: reservedUsd, sentAt: new Date(sentAt).toISOString() }
}

interface Merged {
  readonly made: Map<PictureId, Made>
  /** On disk without a row. */
  readonly adopted: PictureRow[]
  /** A row whose file is gone. */
  readonly gone: PictureId[]
}

async function merge(world: FactsWorld): Promise<Merged> {
  const disk = await world.gallery.list()
  const merged: Merged = { made: new Map(), adopted: [], gone: [] }
  const odd: PictureId[] = []
  for (const row of world.journal.madePictures()) {
    const file = disk.get(row.id)
    if (file === undefined) merged.gone.push(row.id)
    else if (file.bytes === row.bytes) merged.made.set(row.id, row.made)
    else odd.push(row.id)
  }
  for (const id of odd) await readOdd(world, merged, id, disk.get(id))
  if (merged.made.size < disk.size) await adoptStrangers(world, merged, disk)
  return merged
}

type File = { readonly path: string; readonly bytes: number } | undefined

/** Another length than was kept: another take in its place, the user's own work, or a torn file. */
async function readOdd(world: FactsWorld, merged: Merged, id: PictureId, file: File): Promise<void> {
  const isWhole = file !== undefined && (await world.isWhole?.(file.path)) === true
  if (!isWhole) merged.made.set(id, { damaged: true })
  else await adoptFile(world, merged, id, file)
}

/** Most files read at once. */
const atOnce = 16

async function adoptStrangers(world: FactsWorld, merged: Merged, disk: ReadonlyMap<PictureId, NonNullable<File>>): Promise<void> {
  const strangers = [...disk].filter(([id]) => !merged.made.has(id))
  for (let start = 0; start < strangers.length; start += atOnce)
    await Promise.all(strangers.slice(start, start + atOnce).map(([id, file]) => adoptFile(world, merged, id, file)))
}

async function adoptFile(world: FactsWorld, merged: Merged, id: PictureId, file: NonNullable<File>): Promise<void> {
  const recipe = await world.gallery.recipe(id).catch(() => undefined)
  const row = recipe === undefined ? strangerRow(world, id, file) : adoptedRow(id, file, recipe)
  merged.adopted.push(row)
  merged.made.set(id, madeOf(row))
}

function adoptedRow(id: PictureId, file: NonNullable<File>, recipe: Recipe): PictureRow {
  return rowOf({ id, take: recipe.take, path: file.path, bytes: file.bytes, sha256: recipe.sha256 }, recipe, recipe.costUsd ?? 0)
}

/** A picture from elsewhere counts as there: nobody pays to replace what the user put in place. */
function strangerRow({ journal }: FactsWorld, id: PictureId, { path, bytes }: NonNullable<File>): PictureRow {
  const nothing = { fingerprint: undefined, sha256: undefined, previous: undefined, bridgedFrom: undefined, provider: undefined }
  return { id, take: journal.nextTake(id), path, bytes, ...nothing, model: undefined, draft: false, costUsd: 0, madeAt: 0 }
}

function madeOf({ fingerprint, sha256, previous, bridgedFrom, draft }: PictureRow): Made {
  return {
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(sha256 === undefined ? {} : { sha256 }),
    ...(previous === undefined ? {} : { previous }),
    ...(bridgedFrom === undefined ? {} : { bridgedFrom }),
    ...(draft ? { draft } : {}),
  }
}
