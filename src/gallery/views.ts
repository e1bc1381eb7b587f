import { basename, join, resolve } from 'node:path'
import type { Board } from '../board/board.ts'
import { partsOf, type PictureId } from '../board/picture.ts'
import type { Clock } from '../clock.ts'
import { replaceFile } from '../durable.ts'
import type { Gallery } from './gallery.ts'
import { layoutOf } from './layout.ts'
import { completedBeats, metadataText, progressText, readMetadataPaths, readProgress, type Shown, type TimelineNames } from './ledgers.ts'
import { bytesAt, staysInside } from './project-files.ts'
import type { Recipe } from './recipe.ts'

/** The files that tell others what is there. They follow the pictures and are never ahead of them (A8). */
export interface Views {
  /** A picture has been kept. Returns at once; the files follow within a second or so. */
  note(kept: { readonly id: PictureId; readonly path: string }, recipe?: Recipe): void
  /** Looks at the disk and writes whatever differs from it. Faults are of kind `disk`. */
  flush(): Promise<void>
}

interface Sight {
  readonly folder: string
  readonly board: Board
  readonly gallery: Gallery
  readonly clock: Clock
  readonly names: TimelineNames
  readonly shown: Map<PictureId, Shown>
}

const leastGapMs = 1000
/** At most one part in this of the time goes into writing, however long the lists are. */
const shareOfTime = 20

/** Opens the views of a project and sets right what a crash left behind. Writes at most once a second, and less often when writing is slow. */
export async function openViews(
  folder: string,
  board: Board,
  world: { readonly gallery: Gallery; readonly clock: Clock; readonly names?: Partial<TimelineNames> },
): Promise<Views> {
  const { gallery, clock } = world
  const names = { videoName: basename(resolve(folder)), promptsFile: '', outputDir: '', ...world.names }
  const sight: Sight = { folder: resolve(folder), board, gallery, clock, names, shown: new Map() }
  const styles = board.styles.map((style) => style.id)
  const follower = followUp(sight)
  const flush = async (): Promise<void> => {
    const hasNews = await follower.stop()
    await look(sight)
    await writeViews(sight, styles, hasNews)
  }
  await flush()
  return {
    note({ id, path }, recipe) {
      sight.shown.set(id, board.kind === 'timeline' ? { path, recipe } : there)
      follower.follow(partsOf(id).style)
    },
    flush,
  }
}

/** That a picture is there is all that progress files tell; only `metadata.json` says more. There may be 100,000. */
const there: Shown = { path: '' }

/** Takes over what the disk says. */
async function look({ board, gallery, shown }: Sight): Promise<void> {
  const disk = await gallery.list()
  for (const id of shown.keys()) if (!disk.has(id)) shown.delete(id)
  for (const [id, { path }] of disk) {
    if (board.kind !== 'timeline') shown.set(id, there)
    else if (shown.get(id)?.path !== path) shown.set(id, { path })
  }
}

interface Follower {
  /** Writes the views of this style soon. */
  follow(style: string): void
  /** Waits for what is being written; true when something was noted since the last time. */
  stop(): Promise<boolean>
}

function followUp(sight: Sight): Follower {
  const { clock } = sight
  const dirty = new Set<string>()
  let hasNews = false
  let following: Promise<void> | undefined
  let hurry = new AbortController()
  let nextAt = Number.NEGATIVE_INFINITY
  const write = async (): Promise<void> => {
    while (dirty.size > 0) {
      await clock.sleep(nextAt - clock.now(), hurry.signal).catch(() => undefined)
      if (hurry.signal.aborted) break
      const styles = [...dirty]
      dirty.clear()
      const began = clock.now()
      await writeViews(sight, styles, true).catch(() => undefined) // said by flush, which tries again
      nextAt = clock.now() + Math.max(leastGapMs, (clock.now() - began) * shareOfTime)
    }
    following = undefined
  }
  return {
    follow(style) {
      dirty.add(style)
      hasNews = true
      following ??= write()
    },
    async stop() {
      hurry.abort()
      await following
      hurry = new AbortController()
      dirty.clear()
      const had = hasNews
      hasNews = false
      return had
    },
  }
}

async function textAt(path: string): Promise<string | undefined> {
  const bytes = await bytesAt(path)
  return bytes && Buffer.from(bytes).toString('utf8')
}

async function writeViews(sight: Sight, styles: readonly string[], hasNews: boolean): Promise<void> {
  for (const style of styles) await writeProgress(sight, style)
  if (sight.board.kind === 'timeline') await writeMetadata(sight, hasNews)
}

async function writeProgress({ folder, board, clock, shown }: Sight, style: string): Promise<void> {
  const path = join(folder, layoutOf({ ...board, shots: [] }).progressOf(style))
  const text = await textAt(path)
  const completed = completedBeats(board, style, (id) => shown.has(id))
  const written = text === undefined ? [] : readProgress(text)
  if (written && written.length === completed.length && written.every((beat, index) => beat === completed[index])) return
  staysInside(folder, '')
  await replaceFile(path, progressText({ completedBeats: completed }, new Date(clock.now()).toISOString()))
}

async function writeMetadata({ folder, board, gallery, clock, names, shown }: Sight, hasNews: boolean): Promise<void> {
  const path = join(folder, 'metadata.json')
  const text = await textAt(path)
  const written = text === undefined ? [] : readMetadataPaths(text)
  const prefix = names.outputDir === '' ? '' : `${names.outputDir}/`
  const onDisk = new Set([...shown.values()].map((picture) => prefix + picture.path))
  if (!hasNews && written?.length === onDisk.size && written.every((image) => onDisk.has(image))) return
  for (const [id, picture] of shown) if (!picture.recipe) shown.set(id, { ...picture, recipe: await gallery.recipe(id) })
  await replaceFile(path, metadataText(board, shown, names, new Date(clock.now()).toISOString()))
}
