import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StreamEvent } from './api.ts'
import { type Hub, type Reader, openHub } from './hub.ts'

const event = (beat: number): StreamEvent => ({ type: 'picked', board: 'b', beat: String(beat) })
const bounds = { events: 100, bytes: 1_000_000, lagBytes: 1_000_000, pieceBytes: 300 }

function beatsIn(piece: Uint8Array | undefined): number[] {
  return [...new TextDecoder().decode(piece).matchAll(/"beat":"(\d+)"/g)].map((match) => Number(match[1]))
}

/** Reads until so many have come. */
async function read(reader: Reader, count: number): Promise<number[]> {
  const found: number[] = []
  while (found.length < count) {
    const piece = await reader.next()
    if (piece === undefined) break
    found.push(...beatsIn(piece))
  }
  return found
}

async function words(reader: Reader): Promise<string> {
  return new TextDecoder().decode(await reader.next())
}

function published(hub: Hub, from: number, to: number): number[] {
  const beats = Array.from({ length: to - from }, (_, index) => from + index)
  for (const beat of beats) hub.publish(event(beat))
  return beats
}

test('a reader that leaves and comes back anywhere misses nothing and hears nothing twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }), async (bursts) => {
      const hub = openHub('e', bounds)
      const heard: number[] = []
      let [told, at] = [0, hub.position()]
      for (const burst of bursts) {
        published(hub, told, told + burst)
        told += burst
        expect(hub.knows(at)).toBe(true)
        const reader = hub.read(at)
        heard.push(...(await read(reader, told - heard.length)))
        reader.leave()
        at = `e-${heard.length}`
      }
      expect(heard).toEqual(Array.from({ length: told }, (_, index) => index))
    }),
    { numRuns: 50 },
  )
})

test('two hundred readers hear every event in order', async () => {
  const hub = openHub('e', { ...bounds, events: 10_000 })
  const readers = Array.from({ length: 200 }, () => hub.read(hub.position()))
  const heard = Promise.all(readers.map((reader) => read(reader, 600)))
  const all = published(hub, 0, 600)
  for (const each of await heard) expect(each).toEqual(all)
})

test('an id of another server, one that never was, and one from before what is kept are not known', () => {
  const hub = openHub('now', { ...bounds, events: 10 })
  published(hub, 0, 100)
  expect(['now-100', 'now-95', 'now-101', 'now-1', 'before-95', 'now-x', '', 'now-'].map((id) => hub.knows(id))).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
    false,
    false,
  ])
})

test('a replay longer than a slow reader may lag is refused: a snapshot is the shorter way', () => {
  const hub = openHub('e', { ...bounds, lagBytes: 1_000 })
  published(hub, 0, 50)
  expect([hub.knows('e-48'), hub.knows('e-0')]).toEqual([true, false])
})

test('a reader that does not take what comes is cut off; the others go on', async () => {
  const hub = openHub('e', { ...bounds, lagBytes: 2_000 })
  const [slow, quick] = [hub.read(hub.position()), hub.read(hub.position())]
  const first = read(quick, 10)
  published(hub, 0, 10)
  await first
  published(hub, 10, 100)
  await read(quick, 1).catch(() => [])
  await new Promise(setImmediate)
  expect(await slow.next()).toBeUndefined()
  expect(hub.readers).toBeLessThan(2)
})

test('memory for the past is bounded, and what is left is whole', async () => {
  const hub = openHub('e', { ...bounds, events: 50, bytes: 2_000 })
  published(hub, 0, 10_000)
  const reader = hub.read('e-9990')
  expect(await read(reader, 10)).toEqual([9990, 9991, 9992, 9993, 9994, 9995, 9996, 9997, 9998, 9999])
})

test('closing says goodbye to each reader behind what it has not taken yet, and nothing after', async () => {
  const hub = openHub('e', bounds)
  const [waiting, behind] = [hub.read(hub.position()), hub.read(hub.position())]
  hub.publish(event(0))
  expect(await read(waiting, 1)).toEqual([0])
  const last = waiting.next()
  hub.close('event: goodbye\n\n')
  hub.publish(event(1))
  expect(new TextDecoder().decode(await last)).toBe('event: goodbye\n\n')
  expect([await read(behind, 1), await words(behind), await behind.next(), await waiting.next()]).toEqual([
    [0],
    'event: goodbye\n\n',
    undefined,
    undefined,
  ])
})
