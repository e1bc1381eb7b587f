import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { picture, pictureBoard, recipeFor } from '../../test/pictures.ts'
import type { Board } from '../board/board.ts'
import { pictureId } from '../board/picture.ts'
import { jumpingClock } from '../clock.ts'
import { openFolderGallery } from './folder-gallery.ts'
import type { Gallery } from './gallery.ts'
import { progressText, readMetadataPaths, readProgress } from './ledgers.ts'
import { openViews, type Views } from './views.ts'

const film = pictureBoard('film', ['1.1', '1.2', '1.3'])
const start = Date.UTC(2026, 10, 20, 10, 30)

async function project(
  board: Board,
): Promise<{ folder: string; gallery: Gallery; open: () => Promise<Views>; read: (name: string) => unknown }> {
  const folder = mkdtempSync(join(tmpdir(), 'beatboard-views-'))
  const gallery = await openFolderGallery(folder, board)
  const names = { videoName: 'tea', promptsFile: 'prompts/tea.json', outputDir: 'generated_images/tea' }
  const open = (): Promise<Views> => openViews(folder, board, { gallery, clock: jumpingClock(start), names })
  return { folder, gallery, open, read: (name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown }
}

async function draw(gallery: Gallery, beat: string, views?: Views): Promise<void> {
  const id = pictureId('clear', beat)
  const kept = await gallery.save(id, await picture(1), recipeFor(id, 1))
  views?.note(kept, recipeFor(id, 1))
}

describe('A8: image_progress_{style}.json', () => {
  test('names the beats that are there, in the board’s order', async () => {
    const { gallery, open, read } = await project(film)
    const views = await open()
    for (const beat of ['1.3', '1.1']) await draw(gallery, beat, views)
    await views.flush()
    expect(read('image_progress_clear.json')).toEqual({
      completedBeats: ['1.1', '1.3'],
      lastUpdated: expect.stringMatching(/^2026-11-20T10:30:/),
    })
  })

  test('follows by itself within a second', async () => {
    const { folder, gallery, open } = await project(film)
    const views = await open()
    await draw(gallery, '1.1', views)
    await expect.poll(() => existsSync(join(folder, 'image_progress_clear.json'))).toBe(true)
  })

  test('is not made for a style without pictures, and not touched when nothing changed', async () => {
    const { folder, gallery, open } = await project(film)
    await draw(gallery, '1.1')
    await open()
    const before = statSync(join(folder, 'image_progress_clear.json'), { bigint: true })
    await (await open()).flush()
    const after = statSync(join(folder, 'image_progress_clear.json'), { bigint: true })
    expect([after.ino, after.mtimeNs, readdirSync(folder).sort()]).toEqual([
      before.ino,
      before.mtimeNs,
      ['generated_images', 'image_progress_clear.json'],
    ])
  })

  test('A9: is set right on opening: torn, foreign, ahead of the disk or behind it', async () => {
    const { folder, gallery, open, read } = await project(film)
    await draw(gallery, '1.1')
    const wrong = [
      '{"completedBeats": ["1.',
      '[]',
      '{"completedBeats":[1],"lastUpdated":""}',
      progressText({ completedBeats: ['1.1', '1.2'] }, 'x'),
      progressText({ completedBeats: [] }, 'x'),
    ]
    for (const text of wrong) {
      writeFileSync(join(folder, 'image_progress_clear.json'), text)
      await open()
      expect(read('image_progress_clear.json')).toMatchObject({ completedBeats: ['1.1'] })
    }
  })

  test('A9: a picture deleted during the run is not named at its end', async () => {
    const { folder, gallery, open, read } = await project(film)
    const views = await open()
    for (const beat of ['1.1', '1.2']) await draw(gallery, beat, views)
    rmSync(join(folder, 'generated_images/clear/Shot_1/Beat_1.1.png'))
    await views.flush()
    expect(read('image_progress_clear.json')).toMatchObject({ completedBeats: ['1.2'] })
  })
})

test('a thousand pictures are not a thousand writes', async () => {
  const beats = Array.from({ length: 1000 }, (_, index) => String(index))
  const board = pictureBoard('film', beats)
  let asked = 0
  const clock = {
    now: () => (asked++, start),
    sleep: (_: number, signal?: AbortSignal) =>
      new Promise<void>((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error('hurry')))),
  }
  const folder = mkdtempSync(join(tmpdir(), 'beatboard-views-'))
  const views = await openViews(folder, board, { gallery: await openFolderGallery(folder, board), clock })
  for (const beat of beats) views.note({ id: pictureId('clear', beat), path: `${beat}.png` })
  await views.flush()
  expect([asked < 20, existsSync(join(folder, 'image_progress_clear.json'))]).toEqual([true, false])
})

/** What metadata says of a frame of the test's timeline. */
function image(index: number): object {
  return {
    image_path: `generated_images/tea/frame_0000${index === 0 ? '0000' : '3500'}.png`,
    timestamp: index * 3.5,
    end_time: index * 3.5 + 3,
    prompt: 'A kettle on a stove — café, 朝 🫖',
    section_index: index,
    provider: 'draft',
    model: 'draft-1',
    seed: 7,
  }
}

describe('B6: metadata.json', () => {
  const beats = [0, 3.5].map((at, index) => ({
    id: String(index),
    prompt: `p${index}`,
    start: at,
    end: at + 3,
    transition: 'hard_cut' as const,
  }))
  const style = {
    ...(film.styles[0] as Board['styles'][number]),
    models: [{ provider: 'stability', model: 'sd3', steps: 20 }],
    negativePrompt: 'blur',
  }
  const timeline: Board = { ...film, kind: 'timeline', styles: [style], shots: [{ id: '1', beats }] }

  test('has every field the document names', async () => {
    const { gallery, open, read } = await project(timeline)
    const views = await open()
    for (const beat of ['1', '0']) await draw(gallery, beat, views)
    await views.flush()
    expect(read('metadata.json')).toEqual({
      video_name: 'tea',
      prompts_file: 'prompts/tea.json',
      output_dir: 'generated_images/tea',
      model: 'draft-1',
      backend: 'draft',
      num_images: 2,
      generated_at: expect.stringMatching(/^2026-11-20T10:30/),
      settings: { num_inference_steps: 20, guidance_scale: 7.5, image_size: [96, 64], negative_prompt: 'blur' },
      images: [image(0), image(1)],
    })
  })

  test('is made anew from the recipes when it is torn', async () => {
    const { folder, gallery, open, read } = await project(timeline)
    await draw(gallery, '1')
    writeFileSync(join(folder, 'metadata.json'), '{"images": [{')
    await open()
    expect(read('metadata.json')).toMatchObject({ num_images: 1, images: [image(1)] })
  })

  test('is left alone when it names what is there', async () => {
    const { folder, gallery, open } = await project(timeline)
    await draw(gallery, '1')
    const mine = '{"images":[{"image_path":"generated_images/tea/frame_00003500.png"}],"mine":true}'
    writeFileSync(join(folder, 'metadata.json'), mine)
    await open()
    expect(readFileSync(join(folder, 'metadata.json'), 'utf8')).toBe(mine)
  })
})

test.for(['', 'null', '3', '{}', '{"completedBeats":"1.1","lastUpdated":"x"}'])('%s is no progress file', (text) => {
  expect(readProgress(text)).toBeUndefined()
})

test.for(['', 'null', '3', '{}', '{"images":{}}'])('%s is no metadata file', (text) => {
  expect(readMetadataPaths(text)).toBeUndefined()
})
