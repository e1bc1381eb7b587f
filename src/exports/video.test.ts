import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { beat, shot, style, film as filmBoard } from '../../test/boards.ts'
import { emptyFolder, exported, filesIn } from '../../test/export-world.ts'
import { greyGallery, greysOf, probe } from '../../test/film-frames.ts'
import { hasProgram } from '../../test/programs.ts'
import type { Passage } from '../board/board.ts'
import { rateOf } from './frames.ts'

const ffmpeg = hasProgram('ffmpeg', '-version') && hasProgram('ffprobe', '-version')
const greys = [30, 220, 90, 160, 60, 240, 120]
const starts = [0, 0.41, 1, 1.033, 1.5, 2.007, 2.49]
const size = { width: 128, height: 72 }

/** Seven greys at uneven times until 3 s; the first of them at `lead`. */
const greyBoard = (passage?: Passage, lead = 0) =>
  filmBoard({
    styles: [style('ink', { size })],
    shots: [
      shot(
        '1',
        ...starts.map((start, index) =>
          beat(`${index}`, {
            start: index === 0 ? lead : start,
            end: 3,
            caption: `c${index}`,
            ...(passage === undefined ? {} : { passage }),
          }),
        ),
      ),
    ],
  })

async function filmed(format: 'video' | 'webm', options: Readonly<Record<string, unknown>>, board = greyBoard()) {
  const gallery = await greyGallery(board, greys)
  const { paths, facts } = await exported({ format, board, gallery, picks: {}, options: { bitrate: 3000, ...options } })
  return { path: paths[0] ?? '', seen: greysOf(paths[0] ?? ''), facts }
}

/** Which of the greys each frame is nearest to, and how far off the worst of them is. */
function pictured(seen: readonly number[]): { at: number[]; worst: number } {
  const at = seen.map((level) =>
    greys.findIndex((grey) => Math.abs(grey - level) === Math.min(...greys.map((other) => Math.abs(other - level)))),
  )
  return { at, worst: Math.max(...seen.map((level, index) => Math.abs(level - (greys[at[index] ?? 0] ?? 0)))) }
}

const expectedAt = (fps: number): number[] => {
  const firsts = starts.map((start) => Math.round(start * fps))
  return Array.from({ length: Math.round(3 * fps) }, (_, frame) => firsts.findLastIndex((first) => first <= frame))
}

const perSecond = (fps: Parameters<typeof rateOf>[0]): number => rateOf(fps).numerator / rateOf(fps).denominator

test.runIf(ffmpeg).for(['24', '25', '29.97', '30', '60'] as const)(
  'B14: at %s frames a second every single frame shows the picture of the list, none off',
  async (fps) => {
    const { seen, path, facts } = await filmed('video', { fps })
    const { at, worst } = pictured(seen)
    expect(at).toEqual(expectedAt(perSecond(fps)))
    expect(worst).toBeLessThan(4)
    const rate = rateOf(fps)
    const colour = { color_space: 'bt709', color_range: 'tv' }
    expect(probe(path)).toMatchObject({
      codec_name: 'h264',
      ...size,
      ...colour,
      r_frame_rate: `${rate.numerator}/${rate.denominator}`,
      nb_read_frames: String(facts['frames']),
    })
  },
)

test.runIf(ffmpeg).for(['video', 'webm'] as const)('%s with FFmpeg as the encoder has the same frames', async (format) => {
  const { seen, facts } = await filmed(format, { fps: '25', encoder: 'ffmpeg' })
  expect([pictured(seen).at, facts['encoder']]).toEqual([expectedAt(25), 'ffmpeg'])
})

test.runIf(ffmpeg)('WebM is VP9, frame for frame the same', async () => {
  const { seen, path } = await filmed('webm', { fps: '30' })
  expect([pictured(seen).at, probe(path)['codec_name']]).toEqual([expectedAt(30), 'vp9'])
})

test.runIf(ffmpeg)('before the first picture of the list the screen is black', async () => {
  const { seen } = await filmed('video', { fps: '25' }, greyBoard(undefined, 0.2))
  expect(seen.slice(0, 5).every((level) => level < 4)).toBe(true)
  expect(Math.abs((seen[5] ?? 0) - 30)).toBeLessThan(4)
})

test.runIf(ffmpeg).for<[string, Passage, (old: number, fresh: number, share: number) => number]>([
  ['a cross-fade mixes both pictures evenly', 'dissolve', (old, fresh, share) => old + (fresh - old) * share],
  ['a wipe shows the new picture from the left', 'wipe', (old, fresh, share) => old + (fresh - old) * share],
  ['a dip comes in out of black', 'fade', (_, fresh, share) => fresh * share],
])('%s, beginning at the very frame the list says', async ([, passage, mixed]) => {
  const fps = 30
  const seen = (await filmed('video', { fps: '30', fadeSeconds: 0.4 }, greyBoard(passage))).seen
  const [first, over] = [Math.round(2.007 * fps), passage === 'fade' ? 6 : 7]
  for (let frame = 0; frame < over; frame++) {
    const wanted = mixed(greys[4] ?? 0, greys[5] ?? 0, (frame + 1) / (over + 1))
    expect(Math.abs((seen[first + frame] ?? 0) - wanted), `frame ${first + frame}`).toBeLessThan(10)
  }
  expect(Math.abs((seen[first + over] ?? 0) - (greys[5] ?? 0))).toBeLessThan(5)
  const before = passage === 'fade' ? ((greys[4] ?? 0) * 1) / 7 : (greys[4] ?? 0)
  expect(Math.abs((seen[first - 1] ?? 0) - before)).toBeLessThan(8)
})

test.runIf(ffmpeg).for(['push', 'pan'] as const)('a slow %s keeps every picture in its frames', async (movement) => {
  const { seen } = await filmed('video', { fps: '25', movement })
  expect(pictured(seen).at).toEqual(expectedAt(25))
})

test('captions lie beside the film with its name', async () => {
  const { paths } = await exported({
    format: 'video',
    picks: {},
    board: greyBoard(),
    gallery: await greyGallery(greyBoard(), greys),
    options: { fps: '24' },
  })
  expect(paths.map((path) => path.slice(path.lastIndexOf('/') + 1))).toEqual(['video.mp4', 'video.vtt', 'video.srt'])
  expect(await readFile(paths[2] ?? '', 'utf8')).toContain('00:00:00,410 --> 00:00:01,000\nc1')
})

test.runIf(ffmpeg)('another size than the pictures have: whole on black, sides even', async () => {
  const { path, seen } = await filmed('video', { fps: '24', size: '101x101' })
  expect(probe(path)).toMatchObject({ width: 102, height: 102 })
  expect(Math.abs((seen[15] ?? 0) - 220 * (72 / 128))).toBeLessThan(12)
})

test('stopped while it encodes, it leaves no file', async () => {
  const folder = emptyFolder()
  const stop = new AbortController()
  const board = greyBoard()
  const work = exported({
    format: 'video',
    picks: {},
    board,
    folder,
    gallery: await greyGallery(board, greys),
    signal: stop.signal,
    progress: () => stop.abort(),
  })
  await expect(work).rejects.toMatchObject({ kind: 'cancelled' })
  expect(await filesIn(folder)).toEqual([])
})

test.for([{ size: '1280' }, { size: '9x9' }, { fps: '31' }, { between: 'explode' }, { fadeSeconds: 0 }])(
  '%j is refused',
  async (options) => {
    const board = greyBoard()
    await expect(exported({ format: 'video', board, picks: {}, gallery: await greyGallery(board, greys), options })).rejects.toMatchObject({
      kind: 'wrong-usage',
    })
  },
)
