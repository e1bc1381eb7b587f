import type { DatabaseSync } from 'node:sqlite'
import { BeatboardError } from '../errors.ts'

/**
 * One entry a version; the file's `user_version` is how many of them it has. Never change one that was released, add one.
 * Money is in whole millionths of a dollar, times are epoch milliseconds.
 */
const migrations = [
  `create table meta (name text primary key, value text not null) without rowid;
   create table runs (
     id integer primary key, started integer not null, ended integer, ending text, why text,
     pid integer not null, host text not null, options text not null);
   create table attempts (
     id integer primary key, run integer not null, style text not null, beat text not null, take integer not null,
     fingerprint text not null, provider text not null, model text not null, domain text, key_name text,
     reserved integer not null, state text not null, cost integer, billing text, trouble text, message text, words text,
     status integer, code text, job text, started integer not null, ended integer);
   create index attempts_open on attempts (state) where state = 'sending';
   create index attempts_troubled on attempts (style, beat) where state not in ('sending', 'kept');
   create table pictures (
     style text not null, beat text not null, take integer not null, path text not null, bytes integer not null,
     fingerprint text, sha256 text, previous_from text, previous_sha text, bridged_from text, draft integer not null,
     cost integer not null, provider text, model text, attempt integer, made_at integer not null, current integer not null,
     primary key (style, beat, take)) without rowid;
   create table events (id integer primary key, run integer not null, at integer not null, json text not null);`,
]

/** Brings a file up to this version; refuses one that a newer Beatboard has written. */
export function migrate(database: DatabaseSync): void {
  const version = (): number => Number(database.prepare('pragma user_version').get()?.['user_version'] ?? 0)
  if (version() === migrations.length) return
  if (version() > migrations.length)
    throw new BeatboardError('broken-project', 'The journal was written by a newer version of Beatboard. Update to go on.', {
      expected: `journal version ${migrations.length} or older`,
      found: `version ${version()}`,
    })
  database.exec('begin immediate')
  try {
    for (const migration of migrations.slice(version())) database.exec(migration)
    database.exec(`pragma user_version = ${migrations.length}`)
    database.exec('commit')
  } catch (error) {
    database.exec('rollback')
    throw error
  }
}
