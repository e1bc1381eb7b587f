import { useEffect, useRef, useState } from 'react'
import { redo } from '../api/deeds.ts'
import { notes } from '../pieces/notes.tsx'

const takeBackMs = 1500

export interface NewTake {
  /** The style that will be asked in a moment. */
  readonly soon: string | undefined
  ask(style: string, beat: string): void
  readonly takeBack: () => void
}

/** `R` is sent after 1.5 s, with its price on the button; until then it can be taken back. */
export function useNewTake(board: string): NewTake {
  const [soon, setSoon] = useState<string>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return {
    soon,
    ask(style, beat) {
      clearTimeout(timer.current)
      setSoon(style)
      timer.current = setTimeout(() => {
        setSoon(undefined)
        void redo(board, style, beat)
      }, takeBackMs)
    },
    takeBack() {
      if (soon === undefined) return
      clearTimeout(timer.current)
      setSoon(undefined)
      notes.say('Taken back. Nothing was sent.', { quiet: true })
    },
  }
}
