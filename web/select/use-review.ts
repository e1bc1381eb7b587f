import { useRef, useState } from 'react'
import { useSearchParams } from 'wouter'
import { pick } from '../api/deeds.ts'
import type { Snapshot } from '../api/types.ts'
import type { BeatPlace } from '../generate/wall-rows.ts'
import type { LiveBoard, Pick } from '../live/live-store.ts'
import { notes } from '../pieces/notes.tsx'
import { preferences } from '../preferences.ts'

export type View = 'compare' | 'one' | 'continuity'
export type Mode = 'side' | 'wipe' | 'onion' | 'diff'

const advanceMs = 250

/** Where the person is in Select, and what their hands can do there. */
export interface ReviewState {
  readonly place: BeatPlace
  readonly view: View
  readonly mode: Mode
  readonly column: number
  /** The take looked at, where it is not the current one. */
  readonly takeOf: (style: string) => number | undefined
  go(by: number): void
  readonly goTo: (beat: string) => void
  readonly show: (view: View) => void
  readonly compareBy: (mode: Mode) => void
  focus(column: number): void
  look(style: string, take: number | undefined): void
  /** Picks what is looked at in a style; the same again clears. */
  choose(column: number): void
  clear(): void
  undo(): void
}

export function useReview(snapshot: Snapshot, live: LiveBoard, places: readonly BeatPlace[]): ReviewState {
  const [query, setQuery] = useSearchParams()
  const [looked, setLooked] = useState<Readonly<Record<string, number>>>({})
  const undone = useRef<{ readonly beat: string; readonly before: Pick | undefined }[]>([])
  const { styles } = snapshot.board
  const asked = places.findIndex((each) => each.beat.id === query.get('beat'))
  const index = asked >= 0 ? asked : Math.max(0, nextOpen(live, places, -1))
  const place = places[index] as BeatPlace
  const pickedStyle = live.picks.get(place.beat.id)?.style
  const wanted = query.get('style') ?? pickedStyle
  const column = Math.max(
    0,
    styles.findIndex((style) => style.id === wanted),
  )
  const set = (change: Readonly<Record<string, string | undefined>>): void => {
    setQuery(
      (before) => {
        const next = new URLSearchParams(before)
        for (const [name, value] of Object.entries(change)) {
          if (value === undefined) next.delete(name)
          else next.set(name, value)
        }
        return next
      },
      { replace: true },
    )
  }
  const goTo = (beat: string): void => {
    setLooked({})
    set({ beat, style: undefined })
  }
  const give = (beat: string, next: Pick | undefined): void => {
    undone.current.push({ beat, before: live.picks.get(beat) })
    void pick(
      snapshot.id,
      beat,
      next === undefined ? undefined : { style: next.style, ...(next.take === undefined ? {} : { take: next.take }) },
    )
  }
  return {
    place,
    view: (query.get('view') ?? 'compare') as View,
    mode: (query.get('mode') ?? 'side') as Mode,
    column,
    takeOf: (style) => looked[style],
    go(by) {
      const to = places[Math.min(places.length - 1, Math.max(0, index + by))]
      if (to !== undefined) goTo(to.beat.id)
    },
    goTo,
    show: (view) => set({ view: view === 'compare' ? undefined : view }),
    compareBy: (mode) => set({ mode: mode === 'side' ? undefined : mode }),
    focus: (next) => set({ style: styles[Math.min(styles.length - 1, Math.max(0, next))]?.id }),
    look(style, take) {
      setLooked((before) => {
        const { [style]: _, ...rest } = before
        return take === undefined ? rest : { ...rest, [style]: take }
      })
    },
    choose(next) {
      const style = styles[next]
      if (style === undefined || live.facts.get(`${style.id}/${place.beat.id}`)?.version === undefined) return
      const before = live.picks.get(place.beat.id)
      const take = looked[style.id]
      const again = before?.style === style.id && (take === undefined || before.take === take)
      give(place.beat.id, again ? undefined : { style: style.id, ...(take === undefined ? {} : { take }) })
      set({ style: style.id })
      notes.say(again ? `Pick of ${place.beat.id} cleared.` : `Picked ${style.title ?? style.id} for ${place.beat.id}.`, { quiet: true })
      if (again || preferences.get('nextAfterPick') !== 'on') return
      const open = nextOpen(live, places, index)
      const to = open === index ? undefined : places[open]
      if (to !== undefined) setTimeout(() => goTo(to.beat.id), advanceMs)
    },
    clear() {
      if (live.picks.has(place.beat.id)) give(place.beat.id, undefined)
    },
    undo() {
      const last = undone.current.pop()
      if (last === undefined) return
      void pick(
        snapshot.id,
        last.beat,
        last.before === undefined
          ? undefined
          : { style: last.before.style, ...(last.before.take === undefined ? {} : { take: last.before.take }) },
      )
      goTo(last.beat)
      notes.say(`Took back the pick of ${last.beat}.`, { quiet: true })
    },
  }
}

/** The next beat after this one without a pick and with a picture to choose; this one where there is none. */
function nextOpen(live: LiveBoard, places: readonly BeatPlace[], from: number): number {
  const drawn = new Set([...live.facts].filter(([, facts]) => facts.version !== undefined).map(([id]) => id.slice(id.indexOf('/') + 1)))
  for (let step = 1; step <= places.length; step++) {
    const at = (from + step + places.length) % places.length
    const beat = places[at]?.beat.id ?? ''
    if (at !== from && !live.picks.has(beat) && drawn.has(beat)) return at
  }
  return Math.max(0, from)
}
