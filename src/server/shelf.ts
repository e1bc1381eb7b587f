import { existsSync, readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'

/** A board of the folder that is served. */
export interface Place {
  /** Names it in addresses; made of folder names, and never used as a path. */
  readonly id: string
  /** Absolute. */
  readonly folder: string
  /** Relative to the folder that is served. */
  readonly inside: string
}

/** Folders looked at, so that a home directory is no trap. */
const mostFolders = 2_000
const skipped = new Set(['node_modules', 'dist', 'coverage'])

/** Project folders in `root`: itself, its folders, and theirs (as `generated_images/{video}`). In the order of their names. */
export function boardsIn(root: string): readonly Place[] {
  const found: string[] = isBoard(root) ? [''] : []
  let left = mostFolders
  for (const name of foldersIn(root)) {
    if (left-- <= 0) break
    if (isBoard(join(root, name))) found.push(name)
    else
      for (const deeper of foldersIn(join(root, name))) if (left-- > 0 && isBoard(join(root, name, deeper))) found.push(`${name}/${deeper}`)
  }
  return named(resolve(root), found)
}

function isBoard(folder: string): boolean {
  return existsSync(join(folder, 'board.json'))
}

/** Real folders only: a link might lead out of what is served. */
function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !skipped.has(entry.name))
      .map((entry) => entry.name)
      .sort()
  } catch {
    return []
  }
}

function named(root: string, insides: readonly string[]): Place[] {
  const used = new Set<string>()
  return insides.map((inside) => {
    const plain = (inside === '' ? basename(root) : inside).replaceAll(/[/\\?#%\s]+/g, '~') || 'board'
    let id = plain
    for (let number = 2; used.has(id); number++) id = `${plain}~${number}`
    used.add(id)
    return { id, folder: join(root, inside), inside: inside === '' ? '.' : inside }
  })
}
