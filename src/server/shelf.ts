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
  const near = foldersIn(root).slice(0, mostFolders)
  const deep = near
    .filter((name) => !isBoard(join(root, name)))
    .flatMap((name) => foldersIn(join(root, name)).map((other) => `${name}/${other}`))
  const all = [...near, ...deep.slice(0, mostFolders)].filter((inside) => isBoard(join(root, inside))).sort()
  const found = isBoard(root) ? ['', ...all] : all
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
