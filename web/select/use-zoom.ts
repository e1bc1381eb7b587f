import { type CSSProperties, type PointerEvent, type WheelEvent, useState } from 'react'

/** One zoom and pan for every frame on the screen. */
export interface Zoom {
  readonly scale: number
  /** For the picture. */
  readonly style: CSSProperties
  toggle(): void
  fit(): void
  readonly on: {
    readonly onWheel: (event: WheelEvent) => void
    readonly onPointerMove: (event: PointerEvent) => void
  }
}

const most = 8
const full = 2.5

export function useZoom(): Zoom {
  const [{ scale, x, y }, set] = useState({ scale: 1, x: 0, y: 0 })
  const fit = (): void => set({ scale: 1, x: 0, y: 0 })
  return {
    scale,
    style: scale === 1 ? {} : { transform: `translate(${x}px, ${y}px) scale(${scale})`, cursor: 'grab' },
    fit,
    toggle: () => (scale === 1 ? set({ scale: full, x: 0, y: 0 }) : fit()),
    on: {
      onWheel(event) {
        if (!event.ctrlKey && scale === 1) return
        const next = Math.min(most, Math.max(1, scale * (event.deltaY < 0 ? 1.15 : 1 / 1.15)))
        set(next === 1 ? { scale: 1, x: 0, y: 0 } : { scale: next, x, y })
      },
      onPointerMove(event) {
        if (scale === 1 || event.buttons !== 1) return
        set({ scale, x: x + event.movementX, y: y + event.movementY })
      },
    },
  }
}
