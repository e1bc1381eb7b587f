import { hash } from 'node:crypto'
import { readFile, readdir, stat } from 'node:fs/promises'
import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { PictureId } from '../../src/board/picture.ts'
import { recipeInside } from '../../src/gallery/embed.ts'
import { inspect } from '../../src/gallery/inspect.ts'
import { layoutOf } from '../../src/gallery/layout.ts'
import type { InDoubt } from '../../src/plan/plan.ts'
import type { Project, Stage } from './stage.ts'

/** A picture file that decodes whole and has its recipe inside. */
interface Whole {
  readonly id: PictureId
  readonly sha256: string
  readonly current: boolean
}

/** What is there after a kill, and what is wrong with it. */
export interface Sight {
  readonly problems: readonly string[]
  readonly whole: readonly Whole[]
  readonly inDoubt: readonly InDoubt[]
  /** Pictures that came, were paid and could not be saved, as `status` says. */
  readonly unsaved: ReadonlySet<PictureId>
  /** Numbers of the jobs that the journal knows. */
  readonly jobs: ReadonlySet<string>
  /** Part files that nobody has removed yet. */
  readonly parts: readonly string[]
}

/** Looks at a project with nobody at work, and remembers what has been whole so that it is decoded once. */
export interface Observer {
  look(): Promise<Sight>
  /** Pictures that a scenario has torn itself are no loss. */
  forget(sha256: string): void
}

export function openObserver(stage: Stage, project: Project): Observer {
  const decoded = new Map<string, Whole>()
  const everWhole = new Map<string, PictureId>()
  return {
    forget: (sha256) => void everWhole.delete(sha256),
    async look() {
      const problems: string[] = []
      const files = await filesOf(project.folder)
      const whole = await wholeIn(project, files, { decoded, problems })
      const there = new Set(whole.map(({ sha256 }) => sha256))
      for (const [sha256, id] of everWhole) if (!there.has(sha256)) problems.push(`lost: a finished picture of ${id}`)
      for (const each of whole) everWhole.set(each.sha256, each.id)
      const parts = files.filter((file) => file.endsWith('.part'))
      await readTexts(project, files, { problems, whole })
      const jobs = readJournal(project, stage.folder, problems)
      const status = existsSync(join(project.folder, 'board.json')) ? await askStatus(stage, project, { problems, whole }) : nothing
      const unsaved = status.errors.filter(({ message }) => message.includes('could not be saved')).map(({ id }) => id)
      return { problems, whole, inDoubt: status.inDoubt, unsaved: new Set(unsaved), jobs, parts }
    },
  }
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
}

async function wholeIn(
  { folder, board }: Project,
  files: readonly string[],
  { decoded, problems }: { decoded: Map<string, Whole>; problems: string[] },
): Promise<Whole[]> {
  const layout = layoutOf(board)
  const found: Whole[] = []
  for (const path of files.filter((file) => /\.(png|webp|jpe?g)$/.test(file) && isOurs(file))) {
    const current = layout.idOf(path)
    if (current === undefined && !path.startsWith('.beatboard/takes/') && !path.startsWith('.beatboard/originals/'))
      problems.push(`a picture that no place has: ${path}`)
    const { size, mtimeMs, ino } = await stat(join(folder, path))
    const name = `${path} ${size} ${mtimeMs} ${ino}`
    const known = decoded.get(name) ?? (await decode(join(folder, path), current, problems))
    if (known === undefined) continue
    decoded.set(name, known)
    if (!path.startsWith('.beatboard/originals/')) found.push(known)
  }
  return found
}

/** Neither the user's references nor torn bytes that were put aside. */
function isOurs(path: string): boolean {
  return !path.startsWith('references/') && !path.startsWith('.beatboard/damaged/')
}

async function decode(path: string, current: PictureId | undefined, problems: string[]): Promise<Whole | undefined> {
  const bytes = await readFile(path)
  const trouble = await inspect(bytes).then(
    () => undefined,
    (error: unknown) => String(error),
  )
  const recipe = recipeInside(bytes)
  const isOriginal = path.includes('/originals/')
  if (trouble !== undefined) problems.push(`torn: ${path}: ${trouble}`)
  else if (recipe === undefined && !isOriginal) problems.push(`no recipe inside: ${path}`)
  if (trouble !== undefined || (recipe === undefined && !isOriginal)) return undefined
  const id = recipe?.picture ?? ('original/0' as const)
  if (current !== undefined && current !== id) problems.push(`${path} holds the picture of ${id}`)
  return { id, sha256: hash('sha256', bytes, 'hex'), current: current !== undefined }
}

/** Every JSON file is whole, and no progress file names a picture that is not there (A8). */
async function readTexts(
  { folder, board }: Project,
  files: readonly string[],
  { problems, whole }: { problems: string[]; whole: readonly Whole[] },
): Promise<void> {
  const there = new Set(whole.filter(({ current }) => current).map(({ id }) => id))
  for (const path of files.filter((file) => file.endsWith('.json'))) {
    const text = await readFile(join(folder, path), 'utf8')
    const data = parsed(text)
    if (data === undefined) problems.push(`no valid JSON: ${path}: ${text.slice(0, 80)}`)
    const style = board.styles.find(({ id }) => path === `image_progress_${id}.json`)
    const ahead = style === undefined ? [] : (data?.completedBeats ?? []).filter((beat) => !there.has(`${style.id}/${beat}`))
    if (ahead.length > 0) problems.push(`${path} is ahead of the disk: ${ahead.join(', ')}`)
  }
}

function parsed(text: string): { readonly completedBeats?: readonly string[] } | undefined {
  try {
    return JSON.parse(text) as { completedBeats?: readonly string[] }
  } catch {
    return undefined
  }
}

/** The journal opens and is sound; answers the jobs that it knows. */
function readJournal({ folder }: Project, copies: string, problems: string[]): ReadonlySet<string> {
  const file = join(folder, '.beatboard', 'journal.db')
  if (!existsSync(file)) return new Set()
  // Read as a copy: the folder may be on a full or read-only disk.
  const copy = join(copies, 'journal.db')
  for (const part of ['', '-wal']) {
    rmSync(copy + part, { force: true })
    if (existsSync(file + part)) copyFileSync(file + part, copy + part)
  }
  const database = new DatabaseSync(copy, { timeout: 2_000 })
  try {
    const check = database.prepare('pragma integrity_check').get()?.['integrity_check']
    if (check !== 'ok') problems.push(`the journal is damaged: ${String(check)}`)
    const { tables } = database.prepare("select count(*) as tables from sqlite_schema where name = 'attempts'").get() as { tables: number }
    if (tables === 0) return new Set()
    const rows = database.prepare('select job from attempts where job is not null').all() as { job: string }[]
    return new Set(rows.map(({ job }) => (JSON.parse(job) as { id: string }).id))
  } catch (error) {
    problems.push(`the journal does not open: ${String(error)}`)
    return new Set()
  } finally {
    database.close()
  }
}

interface Status {
  readonly inDoubt: readonly InDoubt[]
  readonly errors: readonly { readonly id: PictureId; readonly message: string }[]
  readonly inDoubtUsd: number
  readonly styles: readonly { readonly done: number }[]
}

const nothing: Pick<Status, 'inDoubt' | 'errors'> = { inDoubt: [], errors: [] }

/** What `status` and `plan` tell the user: both know the same doubts, with their prices. */
async function askStatus(
  stage: Stage,
  { folder }: Project,
  { problems, whole }: { problems: string[]; whole: readonly Whole[] },
): Promise<Pick<Status, 'inDoubt' | 'errors'>> {
  const told = await stage.ask('status', folder)
  const status = told.lines.find(({ type }) => type === 'status') as (Status & object) | undefined
  if (status === undefined) {
    problems.push(`status fails with ${told.code}: ${told.text}`)
    return nothing
  }
  const done = status.styles.reduce((sum, style) => sum + style.done, 0)
  const there = new Set(whole.filter(({ current }) => current).map(({ id }) => id))
  if (done !== there.size) problems.push(`status counts ${done} pictures, ${there.size} are there`)
  for (const { id } of status.inDoubt) if (there.has(id)) problems.push(`listed in doubt, and its picture is there: ${id}`)
  const planned = await stage.ask('plan', folder)
  const inPlan = new Map(planned.lines.flatMap((line) => (line['inDoubtUsd'] === undefined ? [] : [[line.id, line['inDoubtUsd']]])))
  for (const { id, priceUsd } of status.inDoubt)
    if (inPlan.get(id) !== priceUsd) problems.push(`status lists ${id} in doubt at ${priceUsd}, plan at ${JSON.stringify(inPlan.get(id))}`)
  return status
}
