import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

export interface Renaming {
  /** Old beat id → new one. */
  readonly beats: ReadonlyMap<string, string>
  /** Old path → new one, relative to the project folder. */
  readonly paths: ReadonlyMap<string, string>
  /** Names this renaming: done a second time it changes nothing. */
  readonly key: string
}

/**
 * Brings a journal along when an edited list gave beats new ids. All or nothing, in one transaction. What is known of a beat that is
 * gone stays, under a name that no beat can have: what it cost was spent. Does nothing where there is no journal yet.
 */
export function renameBeats(file: string, { beats, paths, key }: Renaming): void {
  if (!existsSync(file)) return
  const database = new DatabaseSync(file, { timeout: 5_000 })
  try {
    database.exec('begin immediate')
    const done = database.prepare("select value from meta where name = 'renamed'").get()?.['value']
    if (done !== key) {
      const names = new Map([
        ...[...beats.values()].filter((to) => !beats.has(to)).map((to) => [to, `/gone/${key}/${to}`] as const),
        ...beats,
      ])
      for (const table of ['pictures', 'attempts']) renameIn(database, table, names)
      renameLinks(database, names)
      const path = database.prepare('update pictures set path = ? where path = ?')
      // By way of a name that no path has, so that swapped paths do not meet.
      for (const [from, to] of paths) path.run(`/${to}`, from)
      database.exec("update pictures set path = substr(path, 2) where path like '/%'")
      database.prepare("insert or replace into meta values ('renamed', ?)").run(key)
    }
    database.exec('commit')
  } finally {
    database.close()
  }
}

/** Two steps, so that beats that swap their ids do not meet. */
function renameIn(database: DatabaseSync, table: string, names: ReadonlyMap<string, string>): void {
  const rename = database.prepare(`update ${table} set beat = ? where beat = ?`)
  for (const [from, to] of names) rename.run(`/moving/${to}`, from)
  database.exec(`update ${table} set beat = substr(beat, ${'/moving/'.length + 1}) where beat like '/moving/%'`)
}

function renameLinks(database: DatabaseSync, names: ReadonlyMap<string, string>): void {
  const links = database.prepare('select distinct previous_from as link from pictures where previous_from is not null').all()
  const rename = database.prepare('update pictures set previous_from = ? where previous_from = ?')
  const changed = links.flatMap(({ link }) => {
    const [style = '', beat = ''] = String(link).split('/')
    const to = names.get(beat)
    return to === undefined ? [] : [[String(link), `${style}/${to}`] as const]
  })
  for (const [from, to] of changed) rename.run(`//${to}`, from)
  database.exec("update pictures set previous_from = substr(previous_from, 3) where previous_from like '//%'")
}
