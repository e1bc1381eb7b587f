import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { holderOf, isHeld, takeHold } from './lock.ts'

let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'beatboard-lock-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const me = { pid: process.pid, host: 'here', command: 'generate', since: '2026-11-20T12:00:00.000Z' }

test('one holder: the second is refused at once and told who has it', () => {
  const path = join(folder, 'run.lock')
  const hold = takeHold(path, me)
  expect(isHeld(path)).toBe(true)
  expect(() => takeHold(path, { ...me, pid: 2 })).toThrow(
    `Process ${process.pid} on here is at work on this project since 2026-11-20T12:00:00.000Z (generate).`,
  )
  hold.release()
  expect(isHeld(path)).toBe(false)
  const next = takeHold(path, { ...me, pid: 2 })
  expect(holderOf(path)).toEqual({ ...me, pid: 2 })
  next.release()
})

test('A9: the lock of a killed process is free at once', async () => {
  const path = join(folder, 'run.lock')
  const program = `const { takeHold } = await import(${JSON.stringify(new URL('./lock.ts', import.meta.url).href)})
    globalThis.hold = takeHold(${JSON.stringify(path)}, { pid: process.pid, host: 'there', command: 'generate', since: '' })
    console.log('held')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    await once(child.stdout, 'data')
    expect([isHeld(path), holderOf(path)?.pid]).toEqual([true, child.pid])
    expect(() => takeHold(path, me)).toThrow('at work')
  } finally {
    child.kill('SIGKILL')
  }
  await once(child, 'exit')
  takeHold(path, me).release()
})

test('C6: where the lock cannot be written the disk is named, and nobody is at work', () => {
  const path = join(folder, 'not there', 'run.lock')
  expect(() => takeHold(path, me)).toThrow('may not be written to')
  expect(isHeld(path)).toBe(false)
})
