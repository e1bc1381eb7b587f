import { useEffect, useRef } from 'react'
import { preferences } from '../preferences.ts'
import { type Binding, type Keyboard, openKeyboard } from './keyboard.ts'

export const keyboard: Keyboard = openKeyboard({ singleKeys: () => preferences.get('singleKeys') === 'on' })

/** A screen's keys for as long as it is shown. What they do is always the newest render's. */
export function useKeys(title: string, bindings: readonly Binding[]): void {
  const latest = useRef(bindings)
  useEffect(() => {
    latest.current = bindings
  })
  const shape = bindings.map((binding) => `${binding.keys}\t${binding.label}`).join('\n')
  useEffect(
    () =>
      keyboard.add({
        title,
        bindings: latest.current.map((binding, index) => ({ ...binding, run: () => latest.current[index]?.run() })),
      }),
    [title, shape],
  )
}
