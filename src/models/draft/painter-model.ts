import sharp from 'sharp'
import { BeatboardError } from '../../errors.ts'
import type { Picture, Size } from '../../board/picture.ts'
import type { Card } from '../provider.ts'
import type { ImageModel, ImageRequest } from '../image-model.ts'
import { arrange } from './arrange.ts'
import { continueScene, followForeign } from './continue-scene.ts'
import { type Foreign, readForeign } from './foreign.ts'
import { noteIn, withNote } from './png-note.ts'
import { type Painter, painter } from './paint.ts'
import { promptWords } from './prompt-words.ts'
import { readScene } from './read-scene.ts'
import { readStyle, type StyleRead } from './read-style.ts'
import { parseScene, type Scene } from './scene.ts'

/** Most pixels that are painted; a larger picture is painted at this size and enlarged. */
const paintedPixels = 2_400_000

/** The draft painter as a model. Equal words, references, size and seed give equal bytes; a picture is PNG and carries its scene. */
export function painterModel(card: Card): ImageModel {
  const paint = painter()
  return {
    id: `${card.provider}/${card.model}`,
    abilities: card.abilities,
    draw: async (request, call) => {
      if (call.signal.aborted)
        throw new BeatboardError('cancelled', 'The draft was cancelled before it was painted.', { billing: 'not-charged' })
      const seed = request.seed ?? 1
      const words = promptWords(request.prompt)
      const style = await styled(readStyle(words.style), request)
      const scene = await sceneFor(request, words, seed)
      const bytes = await encoded(paint, { scene, style, size: request.size })
      return { picture: { bytes, type: 'image/png' }, seed, costUsd: 0, warnings: [], draft: true }
    },
  }
}

async function sceneFor(request: ImageRequest, words: ReturnType<typeof promptWords>, seed: number): Promise<Scene> {
  const previous = pictureOf(request, 'previous')
  if (previous !== undefined) {
    const own = sceneIn(previous)
    if (own !== undefined) return continueScene(own, words, seed)
    const foreign = await readForeign(previous.bytes)
    if (foreign !== undefined) return followForeign(foreign, words, seed)
  }
  return arrange(readScene(words, seed))
}

function sceneIn(picture: Picture): Scene | undefined {
  const note = picture.type === 'image/png' ? noteIn(picture.bytes) : undefined
  return note === undefined ? undefined : parseScene(note)
}

function pictureOf(request: ImageRequest, role: 'previous' | 'style'): Picture | undefined {
  return request.references.find((reference) => reference.role === role)?.picture
}

/** A style reference gives its colours: all tones lean to its middle tone, as strongly coloured as it is. */
async function styled(style: StyleRead, request: ImageRequest): Promise<StyleRead> {
  const reference = pictureOf(request, 'style')
  const foreign: Foreign | undefined = reference && (await readForeign(reference.bytes))
  if (foreign === undefined) return style
  const [sky, ground] = foreign.colours
  const middle = [(sky[0] + ground[0]) / 2, (sky[1] + ground[1]) / 2, (sky[2] + ground[2]) / 2] as const
  return {
    ...style,
    tint: { ...style.tint, saturation: style.tint.saturation * Math.max(0.5, foreign.saturation), lean: { colour: middle, share: 0.4 } },
  }
}

async function encoded(paint: Painter, work: { scene: Scene; style: StyleRead; size: Size }): Promise<Uint8Array> {
  const { scene, style, size } = work
  const full = size.width * size.height
  const share = style.pixel ? Math.min(1, Math.sqrt(40_000 / full)) : Math.min(1, Math.sqrt(paintedPixels / full))
  const painted = { width: Math.max(1, Math.round(size.width * share)), height: Math.max(1, Math.round(size.height * share)) }
  const raw = paint(scene, style, painted)
  const image = sharp(raw, { raw: { ...painted, channels: 3 } })
  const sized = share === 1 ? image : image.resize(size.width, size.height, { fit: 'fill', kernel: style.pixel ? 'nearest' : 'cubic' })
  const png = await sized.png({ compressionLevel: 2, adaptiveFiltering: false }).toBuffer()
  return withNote(png, JSON.stringify(scene))
}
