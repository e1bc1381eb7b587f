import { type ReactNode, useEffect, useState } from 'react'
import { Link } from 'wouter'
import { pictureAddress } from '../api/picture-address.ts'
import { usePlan, useTakes } from '../api/queries.ts'
import type { Snapshot } from '../api/types.ts'
import { PromptSheet } from '../generate/prompt-sheet.tsx'
import { SpendDialog } from '../generate/spend-dialog.tsx'
import type { BeatPlace } from '../generate/wall-rows.ts'
import { useKeys } from '../keys/use-keys.ts'
import type { LiveBoard } from '../live/live-store.ts'
import { Icon } from '../pieces/icon.tsx'
import { Segmented } from '../pieces/segmented.tsx'
import { usePreference } from '../preferences.ts'
import { BoardTop } from '../shell/board-top.tsx'
import { Compare } from './compare.tsx'
import { Continuity } from './continuity.tsx'
import { Details } from './details.tsx'
import { Filmstrip } from './filmstrip.tsx'
import { KeyLine } from './key-line.tsx'
import { useNewTake } from './use-new-take.ts'
import { type Mode, type View, useReview } from './use-review.ts'
import { useZoom } from './use-zoom.ts'

const lights = ['paper', 'grey', 'black']

/** One beat, all its styles and takes, and the film below. */
export function Review({
  snapshot,
  live,
  places,
}: {
  readonly snapshot: Snapshot
  readonly live: LiveBoard
  readonly places: readonly BeatPlace[]
}): ReactNode {
  const review = useReview(snapshot, live, places)
  const { place, view, mode, column } = review
  const { board } = snapshot
  const style = board.styles[column]
  const takes = useTakes(snapshot.id, place.beat.id).data ?? []
  const newTake = useNewTake(snapshot.id)
  const zoom = useZoom()
  const [light, setLight] = usePreference('lights')
  const [next, setNext] = usePreference('nextAfterPick')
  const [sheet, setSheet] = useState<'prompt' | 'details' | 'rest'>()
  const price = usePlan(
    snapshot.id,
    style === undefined ? {} : { styles: [style.id], beats: [place.beat.id], redo: ['all'], skipInDoubt: false },
    style !== undefined,
  ).data?.forecast
  const shot = board.shots[place.shot]
  usePreload(snapshot, live, places, place.index)
  const step = (by: number): void => {
    if (style === undefined) return
    const own = takes.filter((take) => take.style === style.id)
    const now = own.findIndex((take) => (review.takeOf(style.id) === undefined ? take.current : take.take === review.takeOf(style.id)))
    const to = own[Math.min(own.length - 1, Math.max(0, now + by))]
    if (to !== undefined) review.look(style.id, to.current ? undefined : to.take)
  }
  const ask = (): void => {
    if (style === undefined || price === undefined) return
    if (price.unknownPrices > 0) setSheet('rest')
    else newTake.ask(style.id, place.beat.id)
  }
  useKeys('Select', [
    ...board.styles
      .slice(0, 9)
      .map((each, index) => ({ keys: String(index + 1), label: `Pick ${each.title ?? each.id}`, run: () => review.choose(index) })),
    { keys: '0', label: 'Clear the pick', run: () => review.clear() },
    { keys: 'ArrowLeft', label: 'Beat before', run: () => review.go(-1) },
    { keys: 'ArrowRight', label: 'Next beat', run: () => review.go(1) },
    { keys: 'ArrowUp', label: 'Take before', run: () => step(-1) },
    { keys: 'ArrowDown', label: 'Next take', run: () => step(1) },
    { keys: 'r', label: 'New take: taken back within 1.5 s with U', run: ask },
    ...(view === 'continuity' ? [{ keys: 'shift+r', label: 'New takes for the rest of the shot', run: () => setSheet('rest') }] : []),
    { keys: 'c', label: 'Continuity', run: () => review.show(view === 'continuity' ? 'compare' : 'continuity') },
    ...(['side', 'wipe', 'onion', 'diff'] as const).map((each) => ({
      keys: modeKeys[each],
      label: modeNames[each],
      run: () => {
        review.show('continuity')
        review.compareBy(each)
      },
    })),
    { keys: 'z', label: 'Zoom: fit and full size', run: () => zoom.toggle() },
    { keys: 'l', label: 'Lights: paper, grey, black', run: () => setLight(lights[(lights.indexOf(light) + 1) % lights.length] ?? 'paper') },
    { keys: 'i', label: 'Details', run: () => setSheet('details') },
    { keys: 'e', label: 'Prompt', run: () => setSheet('prompt') },
    { keys: 'u', label: 'Undo', run: () => (newTake.soon === undefined ? review.undo() : newTake.takeBack()) },
    { keys: 'mod+z', label: 'Undo', hidden: true, run: () => review.undo() },
    { keys: 'Escape', label: 'Take back, fit', hidden: true, run: () => (newTake.soon === undefined ? zoom.fit() : newTake.takeBack()) },
    { keys: 'f', label: 'Full screen', run: toggleFullScreen },
  ])
  const world = { snapshot, live, place, takes, review, newTake, zoom, price, ask, onPrompt: () => setSheet('prompt') }
  const question =
    view === 'continuity' && place.index > 0 ? `Does ${place.beat.id} follow ${places[place.index - 1]?.beat.id}?` : headOf(shot, place)
  return (
    <div className="rev" data-lights={light}>
      <BoardTop board={snapshot.id} stage="select" />
      <main className="stage">
        <header className="rh">
          <button type="button" className="ib" aria-label="Previous beat, left arrow" onClick={() => review.go(-1)}>
            <Icon name="left" />
          </button>
          <div className="rt">
            <span className="edge">{question}</span>
            <p>
              <span className="disp">{place.beat.id}</span>
              <span className="serif">{place.beat.prompt}</span>
            </p>
          </div>
          <Segmented<View>
            label="View"
            value={view}
            choices={[
              { value: 'compare', label: 'Compare' },
              { value: 'one', label: 'One' },
              {
                value: 'continuity',
                label: (
                  <>
                    Continuity <kbd aria-hidden="true">C</kbd>
                  </>
                ),
              },
            ]}
            onChange={review.show}
          />
          <button type="button" className="ib" aria-label="Next beat, right arrow" onClick={() => review.go(1)}>
            <Icon name="right" />
          </button>
        </header>
        {view === 'continuity' ? (
          <Continuity {...world} before={places[place.index - 1]} mode={mode} />
        ) : (
          <Compare {...world} one={view === 'one'} />
        )}
        <div className="mob">
          <button type="button" className="btn mk l" onClick={() => review.choose(column)}>
            Keep, go to the next open beat
          </button>
          <button type="button" className="btn l" aria-label="New take" onClick={ask}>
            <Icon name="retry" />
          </button>
        </div>
      </main>
      <footer className="rfoot">
        <KeyLine
          view={view}
          styles={board.styles.length}
          picked={live.picks.size}
          beats={places.length}
          next={next === 'on'}
          onNext={(on) => setNext(on ? 'on' : 'off')}
          done={live.picks.size === places.length ? <Link href={`/b/${snapshot.id}/export`}>Export</Link> : undefined}
        />
        <Filmstrip snapshot={snapshot} live={live} places={places} at={place.index} onGo={review.goTo} />
      </footer>
      {sheet === 'prompt' && style !== undefined ? (
        <PromptSheet snapshot={snapshot} ask={{ beat: place.beat.id, style: style.id }} onClose={() => setSheet(undefined)} />
      ) : null}
      {sheet === 'details' && style !== undefined ? (
        <Details
          style={style}
          take={takes.find(
            (take) =>
              take.style === style.id && (review.takeOf(style.id) === undefined ? take.current : take.take === review.takeOf(style.id)),
          )}
          onClose={() => setSheet(undefined)}
        />
      ) : null}
      {sheet === 'rest' && style !== undefined ? (
        <SpendDialog
          snapshot={snapshot}
          spend={{ kind: 'rest', style: style.id, beats: restOf(places, place) }}
          onClose={() => setSheet(undefined)}
        />
      ) : null}
    </div>
  )
}

const modeNames: Readonly<Record<Mode, string>> = { side: 'Side by side', wipe: 'Wipe', onion: 'Onion skin', diff: 'Difference' }
const modeKeys: Readonly<Record<Mode, string>> = { side: 's', wipe: 'w', onion: 'o', diff: 'd' }

function headOf(shot: Snapshot['board']['shots'][number] | undefined, place: BeatPlace): string {
  const title = shot === undefined ? '' : `Shot ${shot.id}${shot.title === undefined ? '' : `, ${shot.title}`}`
  return [title, place.note.split(' · ')[0]].filter(Boolean).join(' · ')
}

function restOf(places: readonly BeatPlace[], place: BeatPlace): readonly string[] {
  return places.filter((each) => each.shot === place.shot && each.index >= place.index).map((each) => each.beat.id)
}

function toggleFullScreen(): void {
  if (document.fullscreenElement === null) void document.documentElement.requestFullscreen()
  else void document.exitFullscreen()
}

/** The beats on either side are fetched and decoded before they are asked for. */
function usePreload(snapshot: Snapshot, live: LiveBoard, places: readonly BeatPlace[], at: number): void {
  useEffect(() => {
    for (const place of [places[at - 1], places[at + 1]]) {
      if (place === undefined) continue
      for (const style of snapshot.board.styles) {
        const version = live.facts.get(`${style.id}/${place.beat.id}`)?.version
        if (version === undefined) continue
        const image = new Image()
        image.src = pictureAddress(snapshot.id, style.id, place.beat.id, { v: version })
        image.decode().catch(() => undefined)
      }
    }
  }, [snapshot, live.facts, places, at])
}
