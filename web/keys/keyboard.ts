/** One key of a screen: `keys` such as `g e`, `mod+k`, `shift+r`, `ArrowLeft`, `1`. */
export interface Binding {
  readonly keys: string
  readonly label: string
  readonly run: () => void
  /** Works while a dialog is open. */
  readonly inDialog?: boolean
  /** Not shown in the map of keys. */
  readonly hidden?: boolean
}

export interface Scope {
  readonly title: string
  readonly bindings: readonly Binding[]
}

export interface Keyboard {
  /** Adds a screen's keys; the newest scope wins. Returns how to take them away. */
  add(scope: Scope): () => void
  readonly scopes: () => readonly Scope[]
  readonly subscribe: (listener: () => void) => () => void
  readonly handle: (event: KeyboardEvent) => void
}

/** How long a first key such as `g` waits for its second, in ms. */
const prefixMs = 600

/** The keyboard map. Single keys do nothing while a field has the focus, and can be turned off. */
export function openKeyboard({ singleKeys }: { readonly singleKeys: () => boolean }): Keyboard {
  let scopes: readonly Scope[] = []
  const listeners = new Set<() => void>()
  let pending: { readonly chord: string; readonly timer: ReturnType<typeof setTimeout> } | undefined
  const change = (next: readonly Scope[]): void => {
    scopes = next
    for (const listener of listeners) listener()
  }
  const find = (keys: string): Binding | undefined => {
    for (const scope of scopes) {
      const found = scope.bindings.find((binding) => binding.keys === keys)
      if (found !== undefined) return found
    }
    return undefined
  }
  const opens = (chord: string): boolean => scopes.some((scope) => scope.bindings.some((binding) => binding.keys.startsWith(`${chord} `)))
  return {
    add(scope) {
      change([scope, ...scopes])
      return () => {
        change(scopes.filter((each) => each !== scope))
      }
    },
    scopes: () => scopes,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    handle(event) {
      const chord = chordOf(event)
      if (event.defaultPrevented || chord === undefined || !mayAct(event, chord, singleKeys())) return
      if (pending !== undefined) {
        clearTimeout(pending.timer)
        const both = find(`${pending.chord} ${chord}`)
        pending = undefined
        if (both !== undefined) {
          perform(both, event)
          return
        }
      }
      if (opens(chord) && !dialogOpen()) {
        event.preventDefault()
        pending = {
          chord,
          timer: setTimeout(() => {
            pending = undefined
            perform(find(chord))
          }, prefixMs),
        }
        return
      }
      perform(find(chord), event)
    },
  }
}

function chordOf(event: KeyboardEvent): string | undefined {
  if (event.isComposing || ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return undefined
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const letter = /^[a-z]$/.test(key) || event.key.length > 1
  const parts = [
    event.metaKey || event.ctrlKey ? 'mod' : undefined,
    event.altKey ? 'alt' : undefined,
    event.shiftKey && letter ? 'shift' : undefined,
    key,
  ]
  return parts.filter((part) => part !== undefined).join('+')
}

function mayAct(event: KeyboardEvent, chord: string, singleKeys: boolean): boolean {
  if (chord.includes('mod+')) return true
  if (isTyping(event.target) && chord !== 'Escape') return false
  if (controlKeys.has(chord) && isControl(event.target)) return false
  return singleKeys || chord.length > 1
}

const controlKeys = new Set(['Enter', ' '])

function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, summary, input, select') !== null
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type)
}

function dialogOpen(): boolean {
  return document.querySelector('dialog[open]') !== null
}

function perform(binding: Binding | undefined, event?: Event): void {
  if (binding === undefined || (binding.inDialog !== true && dialogOpen())) return
  event?.preventDefault()
  binding.run()
}
