import { type ReactNode, useSyncExternalStore } from 'react'

export interface Note {
  readonly id: number
  readonly text: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

export interface Notes {
  readonly subscribe: (listener: () => void) => () => void
  readonly current: () => Note | undefined
  /** Says it in the page's one polite live region; shown for 6 s when it has no place of its own on the screen. */
  say(text: string, options?: { readonly quiet?: boolean; readonly action?: Note['action'] }): void
  readonly spoken: () => string
  dismiss(): void
}

const shownMs = 6000

/** The page's one live region and its toasts. */
function openNotes(): Notes {
  const listeners = new Set<() => void>()
  let note: Note | undefined
  let spoken = ''
  let next = 1
  let timer: ReturnType<typeof setTimeout> | undefined
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  const dismiss = (): void => {
    note = undefined
    tell()
  }
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    current: () => note,
    spoken: () => spoken,
    dismiss,
    say(text, { quiet = false, action } = {}) {
      spoken = text
      if (!quiet) {
        note = { id: next++, text, ...(action === undefined ? {} : { action }) }
        clearTimeout(timer)
        timer = setTimeout(dismiss, shownMs)
      }
      tell()
    },
  }
}

export const notes: Notes = openNotes()

/** Where notes are seen and heard. */
export function NotesRegion(): ReactNode {
  const note = useSyncExternalStore(notes.subscribe, notes.current)
  const spoken = useSyncExternalStore(notes.subscribe, notes.spoken)
  return (
    <>
      <p className="vh" role="status" aria-live="polite">
        {spoken}
      </p>
      {note === undefined ? null : (
        <div className="toast floating" key={note.id}>
          <span>{note.text}</span>
          {note.action === undefined ? null : (
            <button
              type="button"
              className="btn s"
              onClick={() => {
                note.action?.run()
                notes.dismiss()
              }}
            >
              {note.action.label}
            </button>
          )}
        </div>
      )}
    </>
  )
}
