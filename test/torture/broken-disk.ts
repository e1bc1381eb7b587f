import promises, { type FileHandle } from 'node:fs/promises'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

/**
 * Preloaded into a process (`--import`): from its nth file on the disk is full, or it is read-only from the start. For machines on which
 * no disk can be mounted. SQLite writes past it.
 */
const [code = 'ENOSPC', after = '0'] = (process.env['BROKEN_DISK'] ?? '').split(':')
const from = Number(after)
let files = 0

function broken(what: string): Error {
  return Object.assign(new Error(`${code}: the disk does not take it, ${what}`), { code, syscall: what })
}

function isOver(): boolean {
  files += 1
  return files > from
}

const { open } = promises
promises.open = async (...given) => {
  const isNew = given[1] === 'wx'
  if (isNew && code === 'EROFS' && isOver()) throw broken('open')
  const handle = await open(...given)
  return isNew && code === 'ENOSPC' && isOver() ? fullAt(handle) : handle
}

/** Half of what is written arrives: the part file is torn. */
function fullAt(handle: FileHandle): FileHandle {
  const write = handle.writeFile.bind(handle)
  handle.writeFile = async (data) => {
    const whole = Buffer.concat([...(data as Iterable<Uint8Array>)])
    await write(whole.subarray(0, whole.length >> 1))
    throw broken('write')
  }
  return handle
}

if (code === 'EROFS') {
  fs.writeFileSync = () => {
    throw broken('open')
  }
}
syncBuiltinESMExports()
