import { BeatboardError } from '../../errors.ts'
import { type Drawing, layered } from './layers.ts'
import { type Kind, type Settings, kinds, ladderOf } from './settings.ts'
import { type Pixels, type Similarity, similarityOf } from './similarity.ts'
import { trace } from './trace.ts'

/** What the user allows and asks for. */
export interface Wanted {
  readonly kind: Kind | 'auto'
  readonly colours?: number
  readonly mostPaths: number
  readonly mostBytes: number
  /** SSIM in percent that has to be reached; 0 for the best there is. */
  readonly similarity: number
  readonly title: string
}

/** A drawing, how like the picture it is, and what made it so. */
export interface Traced extends Drawing, Similarity {
  readonly bytes: number
  readonly kind: Kind
  readonly settings: Settings
}

/** How much likeness is given up for a smaller file when the user asks for none in particular: one hundredth of SSIM. */
const noticeable = 0.01

/**
 * Traces a picture: a vector drawing of paths, never a picture wrapped in SVG. Searches the ladder of the picture's kind: of the drawings
 * within the limits the smallest that is like enough, or, where no likeness is asked for, the smallest that is as good as the best.
 * Throws `wrong-usage` when none is within the limits, with the nearest.
 */
export async function drawSvg(pixels: Pixels, wanted: Wanted): Promise<Traced> {
  const tried: Traced[] = []
  const attempt = async (kind: Kind, settings: Settings): Promise<Traced> => {
    const done = await oneTrace(pixels, { kind, settings, title: wanted.title })
    tried.push(done)
    return done
  }
  const first = wanted.kind === 'auto' ? await kindOf(wanted, attempt) : wanted.kind
  const others = wanted.kind === 'auto' ? kinds.filter((kind) => kind !== first) : []
  for (const kind of [first, ...others]) {
    for (const settings of ladderOf(kind, wanted.colours))
      if (tried.every((other) => other.kind !== kind || !same(other.settings, settings))) await attempt(kind, settings)
    const chosen = smallestLikeEnough(tried, wanted)
    if (chosen !== undefined) return chosen
  }
  throw outOfReach(tried, wanted)
}

function smallestLikeEnough(tried: readonly Traced[], { mostPaths, mostBytes, similarity }: Wanted): Traced | undefined {
  const within = tried.filter((one) => one.paths <= mostPaths && one.bytes <= mostBytes)
  const enough = similarity > 0 ? similarity / 100 : Math.max(...within.map((one) => one.ssim)) - noticeable
  return within.filter((one) => one.ssim >= enough).toSorted((a, b) => a.bytes - b.bytes)[0]
}

/** The kind whose second step gives most likeness for its bytes: a percent of SSIM, or 4 dB, is worth half as many bytes again. */
async function kindOf(wanted: Wanted, attempt: (kind: Kind, settings: Settings) => Promise<Traced>): Promise<Kind> {
  let best: { kind: Kind; worth: number } | undefined
  for (const kind of kinds) {
    const settings = ladderOf(kind, wanted.colours)[1]
    if (settings === undefined) continue
    const { ssim, psnr, bytes } = await attempt(kind, settings)
    const worth = ssim * 100 + psnr / 4 - Math.log2(bytes) * 1.7
    if (best === undefined || worth > best.worth) best = { kind, worth }
  }
  return best?.kind ?? 'rich'
}

async function oneTrace(pixels: Pixels, { kind, settings, title }: { kind: Kind; settings: Settings; title: string }): Promise<Traced> {
  const drawing = layered(await trace(pixels, settings), pixels, title)
  return {
    ...drawing,
    ...similarityOf(pixels, await rasterised(drawing.svg, pixels)),
    bytes: Buffer.byteLength(drawing.svg),
    kind,
    settings,
  }
}

/** The drawing as pixels of the picture's size, on white: what the likeness is measured on. */
export async function rasterised(svg: string, { width, height }: Pixels): Promise<Pixels> {
  const { default: sharp } = await import('sharp')
  const image = sharp(Buffer.from(svg), { unlimited: true }).resize(width, height, { fit: 'fill' }).flatten({ background: 'white' })
  return { width, height, rgb: await image.removeAlpha().raw().toBuffer() }
}

function same(one: Settings, other: Settings): boolean {
  return one.colours === other.colours && one.median === other.median && one.speckle === other.speckle && one.length === other.length
}

function outOfReach(tried: readonly Traced[], { similarity }: Wanted): BeatboardError {
  const [smallest] = tried.toSorted((a, b) => a.bytes - b.bytes)
  const [closest] = tried.toSorted((a, b) => b.ssim - a.ssim)
  const facts = (one: Traced | undefined): string =>
    one === undefined ? 'none' : `${one.paths} paths, ${one.bytes} bytes, ${(one.ssim * 100).toFixed(1)} % alike`
  return new BeatboardError(
    'wrong-usage',
    `No tracing keeps these limits. The smallest has ${facts(smallest)}; the closest ${facts(closest)}.`,
    {
      hint: similarity > 0 ? 'Allow more paths and bytes, or ask for less similarity.' : 'Allow more paths or bytes.',
    },
  )
}
