import type { DatabaseSync } from 'node:sqlite'
import { databaseFault } from './database-fault.ts'

/** Runs a change of the database; resolves with its result once that is committed. */
export type Commit = <T>(change: () => T) => Promise<T>

interface Waiting {
  readonly change: () => unknown
  readonly resolve: (result: never) => void
  readonly reject: (reason: unknown) => void
}

/**
 * Changes asked for in one turn of the event loop go into one transaction, in the order they were asked for: pictures drawn side by
 * side share a commit. All of them are in or none is. `flush` writes at once what waits. `settled` is called before anybody resolves.
 */
export function groupCommit(
  database: DatabaseSync,
  settled: (isCommitted: boolean) => void,
): { readonly commit: Commit; readonly flush: () => void } {
  let waiting: Waiting[] = []
  const [begin, end, undo] = ['begin immediate', 'commit', 'rollback'].map((sql) => database.prepare(sql)) as never as [
    Statement,
    Statement,
    Statement,
  ]

  function flush(): void {
    const batch = waiting
    waiting = []
    if (batch.length === 0) return
    let results: unknown[]
    try {
      begin.run()
      results = batch.map(({ change }) => change())
      end.run()
    } catch (error) {
      if (database.isTransaction) undo.run()
      settled(false)
      for (const { reject } of batch) reject(databaseFault(error, 'the journal'))
      return
    }
    settled(true)
    for (const [index, { resolve }] of batch.entries()) resolve(results[index] as never)
  }

  const commit: Commit = (change) =>
    new Promise((resolve, reject) => {
      if (waiting.push({ change, resolve, reject }) === 1) setImmediate(flush)
    })
  return { commit, flush }
}

interface Statement {
  run(): unknown
}
