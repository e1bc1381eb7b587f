import { type ReactNode, useEffect, useState } from 'react'
import type { Style } from '../../src/browser.ts'
import { pictureAddress } from '../api/picture-address.ts'
import type { BeatPlace } from '../generate/wall-rows.ts'
import { Ring } from '../pieces/icon.tsx'
import { Segmented } from '../pieces/segmented.tsx'
import { type FrameColours, lightWords, readColours } from './drift.ts'
import { Frame } from './frame.tsx'
import type { Mode } from './use-review.ts'
import type { ReviewWorld } from './world.ts'

const modes: readonly { readonly value: Mode; readonly label: string }[] = [
  { value: 'side', label: 'Side by side' },
  { value: 'wipe', label: 'Wipe' },
  { value: 'onion', label: 'Onion skin' },
  { value: 'diff', label: 'Difference' },
]

/** The frame before and this one at the same size, with one zoom, to see whether the one follows from the other. */
export function Continuity({
  before,
  mode,
  ...world
}: ReviewWorld & { readonly before: BeatPlace | undefined; readonly mode: Mode }): ReactNode {
  const { snapshot, live, place, review } = world
  const { styles } = snapshot.board
  const style = styles[review.column]
  if (before === undefined || style === undefined)
    return (
      <div className="quiet-page">
        <h2 className="disp">This is the first beat</h2>
        <p>There is no frame before it to follow.</p>
      </div>
    )
  const picked = live.picks.get(before.beat.id)
  const first = styles.find((each) => each.id === picked?.style) ?? style
  const firstVersion = live.facts.get(`${first.id}/${before.beat.id}`)?.version
  const firstSrc = firstVersion === undefined ? undefined : pictureAddress(snapshot.id, first.id, before.beat.id, { v: firstVersion })
  return (
    <>
      <div className={`duo ${mode}`}>
        {mode === 'side' ? (
          <>
            <figure>
              <Before src={firstSrc} beat={before.beat.id} style={first} picked={picked !== undefined} zoom={world.zoom} />
              <figcaption>
                <b>{before.beat.id}</b> {picked === undefined ? '' : 'your pick, '}
                {first.title ?? first.id}
                <span className="muted">before</span>
              </figcaption>
            </figure>
            <figure>
              <Frame world={world} style={style} />
              <figcaption>
                <b>{place.beat.id}</b> {style.title ?? style.id}
                <span className="muted">this beat</span>
              </figcaption>
            </figure>
          </>
        ) : (
          <Laid world={world} style={style} beneath={firstSrc} mode={mode} />
        )}
      </div>
      <Drift world={world} before={before} first={first} firstVersion={firstVersion} style={style} mode={mode} />
    </>
  )
}

function Before({
  src,
  beat,
  style,
  picked,
  zoom,
}: {
  readonly src: string | undefined
  readonly beat: string
  readonly style: Style
  readonly picked: boolean
  readonly zoom: ReviewWorld['zoom']
}): ReactNode {
  if (src === undefined) return <div className="cell pend">No picture for {beat} yet</div>
  return (
    <span className="frame">
      <span className="ph" {...zoom.on} style={{ aspectRatio: `${style.size.width} / ${style.size.height}` }}>
        <img src={src} alt={`Beat ${beat} in ${style.title ?? style.id}`} style={zoom.style} draggable={false} decoding="async" />
      </span>
      {picked ? <Ring /> : null}
    </span>
  )
}

/** Both frames in one place: wiped, one through the other, or their difference. */
function Laid({
  world,
  style,
  beneath,
  mode,
}: {
  readonly world: ReviewWorld
  readonly style: Style
  readonly beneath: string | undefined
  readonly mode: Exclude<Mode, 'side'>
}): ReactNode {
  const [share, setShare] = useState(50)
  const cut = mode === 'wipe' ? { clipPath: `inset(0 0 0 ${share}%)` } : mode === 'onion' ? { opacity: share / 100 } : {}
  return (
    <figure className="laid">
      <span className="frame">
        <span className="ph" style={{ aspectRatio: `${style.size.width} / ${style.size.height}` }}>
          {beneath === undefined ? null : <img src={beneath} alt="The frame before" style={world.zoom.style} draggable={false} />}
        </span>
        <span className={`over ${mode}`} style={cut}>
          <Frame world={world} style={style} />
        </span>
        {mode === 'wipe' ? <i className="wipeline" style={{ left: `${share}%` }} /> : null}
      </span>
      {mode === 'diff' ? (
        <p className="hint">Black where the two are the same.</p>
      ) : (
        <label className="share">
          <span className="hint">{mode === 'wipe' ? 'Where the frames meet' : 'How much of this beat'}</span>
          <input type="range" min={0} max={100} value={share} onChange={(event) => setShare(Number(event.target.value))} />
        </label>
      )}
    </figure>
  )
}

function Drift({
  world,
  before,
  first,
  firstVersion,
  style,
  mode,
}: {
  readonly world: ReviewWorld
  readonly before: BeatPlace
  readonly first: Style
  readonly firstVersion: string | undefined
  readonly style: Style
  readonly mode: Mode
}): ReactNode {
  const { snapshot, live, place, review } = world
  const version = live.facts.get(`${style.id}/${place.beat.id}`)?.version
  const one = useColours(
    firstVersion === undefined ? undefined : pictureAddress(snapshot.id, first.id, before.beat.id, { v: firstVersion, width: 192 }),
  )
  const other = useColours(
    version === undefined ? undefined : pictureAddress(snapshot.id, style.id, place.beat.id, { v: version, width: 192 }),
  )
  return (
    <section className="drift" aria-label="How far apart the two frames are">
      <div>
        <span className="edge">Colour</span>
        <div className="pals">
          <Bars beat={before.beat.id} colours={one} />
          <Bars beat={place.beat.id} colours={other} />
        </div>
      </div>
      <div>
        <span className="edge">Light</span>
        <p>
          <b>{one === undefined || other === undefined ? 'not known yet' : lightWords(one.light, other.light)}</b>
          <span className="muted">than {before.beat.id}</span>
        </p>
      </div>
      <div>
        <span className="edge">Starts from</span>
        <p>
          <b>{place.from === undefined ? 'The style reference' : `${place.from}, ${style.title ?? style.id}`}</b>
          <span className="muted">{place.from === undefined ? 'a hard cut' : 'continued'}</span>
        </p>
      </div>
      <Segmented label="Compare by" value={mode} choices={modes} onChange={review.compareBy} />
    </section>
  )
}

function Bars({ beat, colours }: { readonly beat: string; readonly colours: FrameColours | undefined }): ReactNode {
  return (
    <>
      <span className="num">{beat}</span>
      <span className="pal" aria-hidden="true">
        {colours?.bars.map(({ colour, share }) => (
          <i key={colour} style={{ flex: share, background: colour }} />
        ))}
      </span>
    </>
  )
}

function useColours(src: string | undefined): FrameColours | undefined {
  const [known, setKnown] = useState<{ readonly src: string; readonly colours: FrameColours }>()
  useEffect(() => {
    if (src === undefined) return
    readColours(src).then(
      (colours) => setKnown({ src, colours }),
      () => undefined,
    )
  }, [src])
  return known?.src === src ? known?.colours : undefined
}
