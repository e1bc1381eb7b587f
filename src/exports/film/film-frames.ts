import type { Film, FilmClip } from './film.ts'
import { type Planes, blackFrame, blended, cropped, planesOf, wiped } from './planes.ts'

/** How much closer a moving picture comes: the part seen at the end is 1/1.15 of the picture. */
const nearest = 1 / 1.15

/** Every frame of a film in order. Two pictures at most are in memory; a frame may be the same object as the one before. */
export async function* filmFrames(film: Film): AsyncGenerator<Planes> {
  const black = blackFrame(film)
  let before: Source | undefined
  for (const [index, clip] of film.clips.entries()) {
    for (let frame = film.clips[index - 1]?.to ?? 0; frame < clip.from; frame++) yield black
    const source: Source = { clip, index, planes: await pictureOf(clip, film) }
    const next = film.clips[index + 1]
    const comesFrom = before?.clip.to === clip.from ? before : undefined
    for (let frame = clip.from; frame < clip.to; frame++) {
      const shown = cameIn(film, { frame, source, before: comesFrom, black })
      const darkFrom = next?.into === 'dip' && next.from === clip.to ? clip.to - next.over : clip.to
      yield frame < darkFrom ? shown : blended(black, shown, (clip.to - frame) / (clip.to - darkFrom + 1))
    }
    before = source
  }
}

interface Source {
  readonly clip: FilmClip
  readonly index: number
  readonly planes: Planes
}

/** A clip at a frame, with what is left of the clip before. From its very first frame on something of the new picture is seen. */
function cameIn(
  film: Film,
  { frame, source, before, black }: { frame: number; source: Source; before: Source | undefined; black: Planes },
): Planes {
  const { clip } = source
  const shown = moved(film, source, frame)
  const share = (frame - clip.from + 1) / (clip.over + 1)
  if (share >= 1 || clip.into === 'cut') return shown
  const old = before === undefined || clip.into === 'dip' ? black : moved(film, before, frame)
  return clip.into === 'wipe' ? wiped(old, shown, share) : blended(old, shown, share)
}

function moved(film: Film, { clip, index, planes }: Source, frame: number): Planes {
  const share = Math.min(1, (frame - clip.from) / Math.max(1, clip.to - clip.from))
  switch (film.movement) {
    case 'still':
      return planes
    case 'push': {
      const scale = 1 - (1 - nearest) * share
      return cropped(planes, { x: (1 - scale) / 2, y: (1 - scale) / 2, scale }, film)
    }
    case 'pan':
      return cropped(planes, { x: (1 - nearest) * (index % 2 === 0 ? share : 1 - share), y: (1 - nearest) / 2, scale: nearest }, film)
  }
}

async function pictureOf({ file }: FilmClip, { source }: Film): Promise<Planes> {
  const { default: sharp } = await import('sharp')
  const rgb = await sharp(file).removeAlpha().toColourspace('srgb').raw().toBuffer()
  return planesOf(rgb, source)
}
