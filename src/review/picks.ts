import { existsSync, readFileSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { codeOf, diskFault, replaceFile } from '../durable.ts'

/** What the user chose for one beat. */
export interface Pick {
  readonly style: string
  /** The take of that style; the current one when none is named. */
  readonly take?: number
  readonly isFlagged: boolean
  /** ISO time. */
  readonly selectedAt: string
}

/** Beat id → pick. */
export type Picks = Readonly<Record<string, Pick>>

/** The picks of a project, in `picks.json`. Changes wait for each other, and each is on disk when its promise resolves. */
export interface PickBook {
  all(): Picks
  /** Chooses for a beat; `selectedAt` is filled in. */
  set(beat: string, pick: { readonly style: string; readonly take?: number; readonly isFlagged?: boolean }): Promise<Pick>
  clear(beat: string): Promise<void>
  /** Takes the last change of this session back; false when there is none. */
  undo(): Promise<boolean>
  /** What had to be set aside on opening, for the user to read. */
  readonly warnings: readonly string[]
}

const pickSchema = z.object({
  style: z.string().min(1),
  take: z.int().min(1).optional(),
  isFlagged: z.boolean().default(false),
  selectedAt: z.string().default(''),
})

interface Read {
  readonly picks: ReadonlyMap<string, Pick>
  /** Beats whose entry is not a pick. */
  readonly odd: readonly string[]
}

/** Picks out of JSON text, beat by beat; `undefined` when it is no list of picks at all. Also reads the old tool's `image_selections.json`. */
export function readPicks(text: string): Read | undefined {
  let found: unknown
  try {
    found = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return undefined
  const picks = new Map<string, Pick>()
  const odd: string[] = []
  for (const [beat, value] of Object.entries(found)) {
    const pick = pickSchema.safeParse(value)
    if (!pick.success) odd.push(beat)
    else {
      const { take, ...rest } = pick.data
      picks.set(beat, take === undefined ? rest : { ...rest, take })
    }
  }
  return { picks, odd }
}

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw diskFault(error, path)
  }
}

/** A name beside the file that nothing has yet. */
function asideName(path: string): string {
  const names = [`${path}.damaged`, ...Array.from({ length: 99 }, (_, index) => `${path}.damaged-${index + 2}`)]
  return names.find((name) => !existsSync(name)) ?? `${path}.damaged`
}

/** Reads what there is; a file that is no list of picks, or has entries that are none, is kept under another name first. */
async function opened(folder: string): Promise<{ picks: Map<string, Pick>; warnings: string[] }> {
  const path = join(folder, 'picks.json')
  const text = textAt(path)
  if (text === undefined) {
    const old = readPicks(textAt(join(folder, 'image_selections.json')) ?? '{}')
    const warnings = old && old.odd.length === 0 ? [] : ['Not all of image_selections.json could be read; the file is left as it is.']
    return { picks: new Map(old?.picks), warnings }
  }
  const read = readPicks(text)
  if (read && read.odd.length === 0) return { picks: new Map(read.picks), warnings: [] }
  const aside = asideName(path)
  if (read) await replaceFile(aside, text)
  else await rename(path, aside).catch((error: unknown) => Promise.reject(diskFault(error, aside)))
  const lost = read ? `the picks of ${read.odd.join(', ')}` : 'picks.json'
  return { picks: new Map(read?.picks), warnings: [`Could not read ${lost}; what was there is kept in ${aside}.`] }
}

/** Opens the picks of a project folder. `now` in epoch ms. */
export async function openPicks(folder: string, now: () => number = Date.now): Promise<PickBook> {
  const path = join(folder, 'picks.json')
  let { picks, warnings } = await opened(folder)
  const before: Map<string, Pick>[] = []
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work)
    last = mine.catch(() => undefined)
    return mine
  }
  const write = async (next: Map<string, Pick>): Promise<void> => {
    await replaceFile(path, `${JSON.stringify(Object.fromEntries(next), undefined, 2)}\n`)
    picks = next
  }
  const change = async (next: Map<string, Pick>): Promise<void> => {
    const old = picks
    await write(next)
    before.push(old)
    if (before.length > 200) before.shift()
  }
  return {
    warnings,
    all: () => Object.fromEntries(picks),
    set: (beat, { style, take, isFlagged = false }) =>
      inTurn(async () => {
        const pick: Pick = { style, ...(take === undefined ? {} : { take }), isFlagged, selectedAt: new Date(now()).toISOString() }
        await change(new Map(picks).set(beat, pick))
        return pick
      }),
    clear: (beat) =>
      inTurn(async () => {
        if (!picks.has(beat)) return
        await change(new Map([...picks].filter(([other]) => other !== beat)))
      }),
    undo: () =>
      inTurn(async () => {
        const old = before.pop()
        if (!old) return false
        await write(old)
        return true
      }),
  }
}
