import { useSyncExternalStore } from 'react'

export type Overlay = 'commands' | 'keys'

/** Which of the page's own overlays is open. */
export interface ShellState {
  readonly overlay: () => Overlay | undefined
  open(overlay: Overlay): void
  close(): void
  readonly subscribe: (listener: () => void) => () => void
}

function openShell(): ShellState {
  const listeners = new Set<() => void>()
  let overlay: Overlay | undefined
  const set = (next: Overlay | undefined): void => {
    overlay = next
    for (const listener of listeners) listener()
  }
  return {
    overlay: () => overlay,
    open: set,
    close: () => {
      set(undefined)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export const shell: ShellState = openShell()

/** The overlay that is open now. */
export function useOverlay(): Overlay | undefined {
  return useSyncExternalStore(shell.subscribe, shell.overlay)
}
