import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { beat, shot } from '../../test/boards.ts'
import { exported, fullGallery, mixedPicks, twoStyles } from '../../test/export-world.ts'
import { clipsOf, frameAt, rateOf, rates } from './frames.ts'
import { sequenceOf } from './sequence.ts'

function long(start: number) {
  return twoStyles([beat('1', { start: 0 }), beat('2', { start })])
}

/** Begins at 1 s, so that there is a gap; ends at 9.5 s. */
const board = twoStyles([], {
  title: 'Salt & <Lantern>',
  shots: [
    shot('1', beat('1.1', { start: 1, caption: 'The lamp "went" out & on.' }), beat('1.2', { start: 3.337 })),
    shot('2', beat('2.1', { start: 6.02, end: 9.5, caption: 'حلّ الليل', title: 'Dark' })),
  ],
})

interface Read {
  readonly beat: string
  readonly shot: string
  readonly media: string
  readonly from: number
  readonly to: number
  readonly captions: readonly string[]
}

const expected = (rate: number): Read[] =>
  [
    ['1.1', '1', 1, 3.337, ['The lamp "went" out & on.']] as const,
    ['1.2', '1', 3.337, 6.02, []] as const,
    ['2.1', '2', 6.02, 9.5, ['حلّ الليل']] as const,
  ].map(([id, shotId, start, end, captions]) => ({
    beat: id,
    shot: shotId,
    media: `media/Beat_${id}.png`,
    from: Math.round(start * rate),
    to: Math.round(end * rate),
    captions,
  }))

const schema = <N extends string, T extends z.ZodRawShape>(name: N, shape: T) => z.strictObject({ OTIO_SCHEMA: z.literal(name), ...shape })
const time = schema('RationalTime.1', { value: z.number(), rate: z.number() })
const range = schema('TimeRange.1', { start_time: time, duration: time })
const item = { name: z.string(), source_range: range, effects: z.tuple([]), metadata: z.record(z.string(), z.unknown()) }
const marker = schema('Marker.2', { name: z.string(), color: z.string(), comment: z.string(), marked_range: range, metadata: z.unknown() })
const external = schema('ExternalReference.1', { target_url: z.string(), available_range: range, metadata: z.unknown() })
const gap = schema('Gap.1', { ...item, markers: z.tuple([]) })
const clip = schema('Clip.2', {
  ...item,
  metadata: z.object({ beatboard: z.looseObject({ beat: z.string(), shot: z.string(), style: z.string() }) }),
  markers: z.array(marker),
  media_references: z.strictObject({ DEFAULT_MEDIA: external }),
  active_media_reference_key: z.literal('DEFAULT_MEDIA'),
})
const parent = { name: z.string(), source_range: z.null(), effects: z.tuple([]), markers: z.tuple([]), metadata: z.unknown() }
const track = schema('Track.1', { ...parent, kind: z.literal('Video'), children: z.array(z.union([gap, clip])) })
const timeline = schema('Timeline.1', {
  name: z.string(),
  global_start_time: z.null(),
  tracks: schema('Stack.1', { ...parent, children: z.array(track) }),
  metadata: z.unknown(),
})

/** A strict reader of OpenTimelineIO: nothing may be there that its schema does not have. */
function readOtio(text: string): { reads: Read[]; rate: number } {
  const [only] = timeline.parse(JSON.parse(text)).tracks.children
  const reads: Read[] = []
  let at = 0
  let rate = 0
  for (const child of only?.children ?? []) {
    const length = child.source_range.duration.value
    rate = child.source_range.duration.rate
    if (child.OTIO_SCHEMA === 'Clip.2') {
      const { beat: id, shot: shotId } = child.metadata.beatboard
      const media = decodeURIComponent(child.media_references.DEFAULT_MEDIA.target_url)
      reads.push({ beat: id, shot: shotId, media, from: at, to: at + length, captions: child.markers.map((one) => one.name) })
    }
    at += length
  }
  return { reads, rate }
}

function noteOf(notes: readonly string[], name: string): string[] {
  return notes.filter((note) => note.startsWith(`${name}: `)).map((note) => note.slice(name.length + 2))
}

/** A strict reader of CMX 3600: columns where the format has them, times that add up. */
function readEdl(text: string, perSecond: number): Read[] {
  const [title, mode, blank, ...lines] = text.trimEnd().split('\n')
  expect([title, mode, blank]).toEqual(['TITLE: Salt & <Lantern>', 'FCM: NON-DROP FRAME', ''])
  const frames = (code: string): number =>
    code
      .split(':')
      .map(Number)
      .reduce((sum, part, index) => sum * (index === 3 ? perSecond : 60) + part, 0)
  const events: { reel: string; times: number[]; notes: string[] }[] = []
  for (const line of lines) {
    const event =
      /^(\d{3}) {2}(\S+) +V {5}C {8}(\d\d:\d\d:\d\d:\d\d) (\d\d:\d\d:\d\d:\d\d) (\d\d:\d\d:\d\d:\d\d) (\d\d:\d\d:\d\d:\d\d)$/.exec(line)
    if (event === null) events.at(-1)?.notes.push(/^\* (.*)$/.exec(line)?.[1] ?? `not a comment: ${line}`)
    else events.push({ reel: event[2] ?? '', times: event.slice(3).map(frames), notes: [] })
  }
  expect(events.map(({ times: [from = 0, to = 0, start = 0, end = 0] }) => to - from === end - start)).not.toContain(false)
  return events
    .filter((event) => event.reel !== 'BL')
    .map(({ times: [, , from = 0, to = 0], notes }) => ({
      beat: noteOf(notes, 'BEAT').join(),
      shot: noteOf(notes, 'SHOT').join(),
      media: noteOf(notes, 'SOURCE FILE').join(),
      from,
      to,
      captions: noteOf(notes, 'CAPTION'),
    }))
}

const fcpxmlReader = `
import sys, json, xml.etree.ElementTree as t
from fractions import Fraction as F
root = t.parse(sys.argv[1]).getroot()
sec = lambda s: F(s[:-1])
assert root.tag == 'fcpxml' and root.get('version') == '1.9'
rate = 1 / sec(root.find('resources/format[@id="r1"]').get('frameDuration'))
assets = {a.get('id'): a.find('media-rep').get('src') for a in root.iter('asset')}
sequence = next(root.iter('sequence'))
at, reads = F(0), []
for item in sequence.find('spine'):
    assert sec(item.get('offset')) == at, 'a hole in the spine'
    length = sec(item.get('duration'))
    if item.tag == 'video':
        note = item.find('note').text
        reads.append(dict(beat=note.split('beat ')[1].split(',')[0], shot=note.split('Shot ')[1].split(',')[0], media=assets[item.get('ref')],
            captions=[c.find('text/text-style').text for c in item.findall('caption')], **{'from': int(at * rate), 'to': int((at + length) * rate)}))
    at += length
assert at == sec(sequence.get('duration'))
print(json.dumps(reads))`

test.for(['24', '25', '29.97', '30', '60'] as const)('OpenTimelineIO, FCPXML and EDL are read back frame for frame at %s', async (fps) => {
  const { numerator, denominator } = rateOf(fps)
  const reads = expected(numerator / denominator)
  const made = await Promise.all(['otio', 'fcpxml', 'edl'].map((format) => exported({ format, board, options: { fps } })))
  const [otio = '', fcpxml = '', edl = ''] = made.map(({ paths }, index) =>
    join(paths[0] ?? '', `timeline.${['otio', 'fcpxml', 'edl'][index]}`),
  )
  expect(readOtio(await readFile(otio, 'utf8'))).toEqual({ reads, rate: numerator / denominator })
  expect(readEdl(await readFile(edl, 'utf8'), Math.round(numerator / denominator))).toEqual(reads)
  const xml = JSON.parse(execFileSync('python3', ['-c', fcpxmlReader, fcpxml], { encoding: 'utf8' })) as Read[]
  expect(xml.map((read) => ({ ...read, media: fileURLToPath(new URL(read.media, pathToFileURL(fcpxml))) }))).toEqual(
    reads.map((read) => ({ ...read, media: join(fcpxml, '..', read.media) })),
  )
  for (const { media } of reads) expect(existsSync(join(fcpxml, '..', media))).toBe(true)
})

test('captions lie beside the timeline', async () => {
  const { paths } = await exported({ format: 'edl', board })
  expect(await readFile(join(paths[0] ?? '', 'captions.srt'), 'utf8')).toContain('00:00:01,000 --> 00:00:03,337\nThe lamp "went" out & on.')
})

test('a timeline of days is refused with the way out, one of three hours is not', async () => {
  await expect(exported({ format: 'edl', board: long(1e12) })).rejects.toMatchObject({ kind: 'wrong-usage' })
  expect((await exported({ format: 'edl', board: long(10_800) })).facts).toMatchObject({ clips: 2, frames: 10_803 * 25 })
})

test('clips at any rate: no gap, no overlap, each cut within half a frame of the list', async () => {
  const { panels, ...rest } = await sequenceOf({ board, picks: mixedPicks(board), gallery: await fullGallery(board), missing: 'stop' })
  const [panel] = panels
  fc.assert(
    fc.property(fc.constantFrom(...rates), fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 1 }), (name, lengths) => {
      let at = 0
      const many = lengths.flatMap((length, index) =>
        panel === undefined ? [] : [{ ...panel, number: index + 1, start: at, end: (at += length) }],
      )
      const rate = rateOf(name)
      const clips = clipsOf({ ...rest, panels: many }, rate)
      expect(clips.slice(1).map((one) => one.from)).toEqual(clips.slice(0, -1).map((one) => one.to))
      expect(clips.reduce((sum, one) => sum + one.to - one.from, 0)).toBe(frameAt(at, rate))
      for (const { panel: one, from } of clips)
        expect(Math.abs(from - (one.start * rate.numerator) / rate.denominator)).toBeLessThanOrEqual(0.5001)
    }),
  )
})
