import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { beat, film, shot, style } from '../../test/boards.ts'
import { emptyFolder, exported, filesIn } from '../../test/export-world.ts'
import { greyGallery, greysOf } from '../../test/film-frames.ts'
import { hasProgram } from '../../test/programs.ts'

const rate = 48_000
const board = film({
  styles: [style('ink', { size: { width: 128, height: 72 } })],
  shots: [shot('1', beat('1', { start: 0 }), beat('2', { start: 1, end: 2 }))],
})

/** A WAV file of four seconds: silence, and a tone from 1.000 s to 1.200 s. */
async function toneFile(folder: string): Promise<string> {
  const samples = new Int16Array(rate * 4).map((_, index) => (index >= rate && index < rate * 1.2 ? 20_000 * Math.sin(index / 8) : 0))
  const head = Buffer.alloc(44)
  head.write('RIFF....WAVEfmt ', 'latin1')
  head.writeUInt32LE(36 + samples.byteLength, 4)
  for (const [at, value] of [
    [16, 16],
    [24, rate],
    [28, rate * 2],
    [40, samples.byteLength],
  ] as const)
    head.writeUInt32LE(value, at)
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 2],
    [34, 16],
  ] as const)
    head.writeUInt16LE(value, at)
  head.write('data', 36)
  const path = join(folder, 'tone.wav')
  await writeFile(path, Buffer.concat([head, Buffer.from(samples.buffer)]))
  return path
}

/** When the sound of a film is first heard, and how long it lasts, in seconds. */
function heard(path: string): { first: number; seconds: number } {
  const raw = execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-map', '0:a', '-f', 'f32le', '-ar', String(rate), '-ac', '1', '-'], {
    maxBuffer: 1e9,
  })
  const levels = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length))
  return { first: levels.findIndex((level) => Math.abs(level) > 0.1) / rate, seconds: levels.length / rate }
}

test.runIf(hasProgram('ffmpeg', '-version')).for([
  ['video', 'built-in'],
  ['webm', 'built-in'],
  ['video', 'ffmpeg'],
  ['webm', 'ffmpeg'],
] as const)('%s by %s: sound and pictures begin together, and end with the film', async ([format, encoder]) => {
  const folder = emptyFolder()
  const sound = await toneFile(folder)
  const { paths } = await exported({
    format,
    board,
    folder,
    picks: {},
    gallery: await greyGallery(board, [40, 200]),
    options: { sound: 'tone.wav', encoder, fps: '25' },
  })
  const { first, seconds } = heard(paths[0] ?? '')
  expect(Math.abs(first - 1), `heard at ${first}`).toBeLessThan(0.008)
  expect(Math.abs(seconds - 2), `lasts ${seconds}`).toBeLessThan(0.06)
  expect(greysOf(paths[0] ?? '')).toHaveLength(50)
  expect(sound).toContain('tone.wav')
})

test.for([
  ['a sound file that is not there', 'none.wav', /no sound file "none.wav"/],
  ['a file that is no sound', 'board.json', /board.json holds no sound/],
] as const)('%s is said, and leaves no file', async ([, sound, message]) => {
  const folder = emptyFolder()
  await writeFile(join(folder, 'board.json'), '{}')
  const failed = exported({ format: 'video', board, folder, picks: {}, gallery: await greyGallery(board, [40, 200]), options: { sound } })
  await expect(failed).rejects.toMatchObject({ kind: 'wrong-usage', message: expect.stringMatching(message) })
  expect(await filesIn(folder)).toEqual(['board.json'])
})

test.runIf(hasProgram('ffmpeg', '-version'))(
  'captions burnt in stand exactly in the frames of their words, whatever the words',
  async () => {
    const spoken = film({
      styles: [style('ink', { size: { width: 256, height: 144 } })],
      shots: [
        shot(
          '1',
          beat('1', { start: 0 }),
          beat('2', { start: 1, caption: '<b>مرحبا</b> & 🫖 Grüße 日本' }),
          beat('3', { start: 2, end: 3 }),
        ),
      ],
    })
    const gallery = await greyGallery(spoken, [200, 200, 200])
    const { paths } = await exported({
      format: 'video',
      board: spoken,
      picks: {},
      gallery,
      options: { burnIn: true, fps: '25', bitrate: 3000 },
    })
    const darker = greysOf(paths[0] ?? '').map((level) => level < 195)
    expect(darker).toEqual(Array.from({ length: 75 }, (_, frame) => frame >= 25 && frame < 50))
  },
)
