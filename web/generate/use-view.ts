import { type RefObject, useLayoutEffect, useState } from 'react'

export interface View {
  readonly top: number
  readonly width: number
  readonly height: number
}

/** What of the box is in view, once a frame. */
export function useView(box: RefObject<HTMLElement | null>): View {
  const [view, setView] = useState<View>({ top: 0, width: globalThis.innerWidth, height: globalThis.innerHeight })
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return undefined
    let asked = 0
    const read = (): void => {
      asked = 0
      setView((before) => {
        const next = { top: element.scrollTop, width: element.clientWidth, height: element.clientHeight }
        return before.top === next.top && before.width === next.width && before.height === next.height ? before : next
      })
    }
    const later = (): void => {
      if (asked === 0) asked = requestAnimationFrame(read)
    }
    read()
    const resized = new ResizeObserver(later)
    resized.observe(element)
    element.addEventListener('scroll', later, { passive: true })
    return () => {
      cancelAnimationFrame(asked)
      resized.disconnect()
      element.removeEventListener('scroll', later)
    }
  }, [])
  return view
}
