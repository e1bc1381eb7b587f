import { useSyncExternalStore } from 'react'

const standard = {
  theme: 'system',
  singleKeys: 'on',
  textSize: 'm',
  lights: 'paper',
  wallSize: 'm',
  follow: 'on',
  nextAfterPick: 'on',
  sort: 'opened',
} as const

export type Preference = keyof typeof standard

/** What this browser remembers for one person. Nothing of a board, and never a key. */
export interface Preferences {
  get(name: Preference): string
  set(name: Preference, value: string): void
  readonly subscribe: (listener: () => void) => () => void
}

/** Preferences over a storage that may be closed: then they last as long as the page. */
function openPreferences(storage: () => Storage): Preferences {
  const known = new Map<Preference, string>()
  const listeners = new Set<() => void>()
  return {
    get(name) {
      const cached = known.get(name)
      if (cached !== undefined) return cached
      const value = quietly(() => storage().getItem(`beatboard.${name}`)) ?? standard[name]
      known.set(name, value)
      return value
    },
    set(name, value) {
      known.set(name, value)
      quietly(() => {
        storage().setItem(`beatboard.${name}`, value)
      })
      if (name === 'theme' || name === 'textSize') showOn(document.documentElement, name, value)
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export const preferences: Preferences = openPreferences(() => localStorage)

/** One preference and how to change it. */
export function usePreference(name: Preference): [value: string, set: (value: string) => void] {
  const value = useSyncExternalStore(preferences.subscribe, () => preferences.get(name))
  return [
    value,
    (next) => {
      preferences.set(name, next)
    },
  ]
}

function showOn(root: HTMLElement, name: 'theme' | 'textSize', value: string): void {
  if (value === 'system' || value === 'm') delete root.dataset[name]
  else root.dataset[name] = value
}

function quietly<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
