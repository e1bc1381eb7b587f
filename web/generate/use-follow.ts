import { type RefObject, useEffect, useRef } from 'react'
import { partsOf } from '../../src/browser.ts'
import { live } from '../live/live.ts'
import type { BeatPlace } from './wall-rows.ts'

const handsOffMs = 5000

/** Brings the newest working row into view, until the person scrolls: then it leaves off. */
export function useFollow({
  board,
  on,
  box,
  places,
  reveal,
  onLeave,
}: {
  readonly board: string
  readonly on: boolean
  readonly box: RefObject<HTMLElement | null>
  readonly places: readonly BeatPlace[]
  readonly reveal: (beat: number) => void
  readonly onLeave: () => void
}): void {
  const latest = useRef({ reveal, onLeave })
  useEffect(() => {
    latest.current = { reveal, onLeave }
  })
  useEffect(() => {
    const element = box.current
    if (!on || element === null) return undefined
    let shownAt = 0
    const stop = live.onEvent((name, event) => {
      if (name !== board || event.type !== 'picture-started' || Date.now() - shownAt < 800) return
      const { beat } = partsOf(event.id)
      const index = places.findIndex((place) => place.beat.id === beat)
      if (index < 0) return
      shownAt = Date.now()
      latest.current.reveal(index)
    })
    const running = (): boolean => live.board(board)?.run.phase === 'running'
    const leave = (): void => {
      if (running() && Date.now() - shownAt < handsOffMs * 1000) latest.current.onLeave()
    }
    element.addEventListener('wheel', leave, { passive: true })
    element.addEventListener('touchmove', leave, { passive: true })
    return () => {
      stop()
      element.removeEventListener('wheel', leave)
      element.removeEventListener('touchmove', leave)
    }
  }, [board, on, box, places])
}
