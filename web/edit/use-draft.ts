import { useEffect, useRef, useState } from 'react'
import type { Board } from '../../src/browser.ts'
import { ask, isRefusal, reasonOf } from '../api/http.ts'
import { queries } from '../api/queries.ts'
import type { BoardChanged, Snapshot } from '../api/types.ts'

const afterLastKeyMs = 400

export type Saving =
  | { readonly kind: 'saved' | 'saving' }
  | { readonly kind: 'not-saved'; readonly why: string; readonly isConflict: boolean }

/** The board as it is being edited: on the screen at once, on disk 400 ms after the last change, undone step by step. */
export interface Draft {
  readonly board: Board
  readonly saving: Saving
  change(next: Board): void
  readonly undo: () => void
  readonly redo: () => void
  /** Saves again what could not be saved; after a conflict, mine over theirs. */
  readonly retry: () => void
  /** Gives up what was not saved, for what the server has. */
  readonly takeTheirs: () => void
}

export function useDraft(snapshot: Snapshot): Draft {
  const [board, setBoard] = useState(snapshot.board)
  const [saving, setSaving] = useState<Saving>({ kind: 'saved' })
  const version = useRef(snapshot.version)
  const dirty = useRef(false)
  const latest = useRef(board)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const past = useRef<Board[]>([])
  const future = useRef<Board[]>([])
  latest.current = board

  useEffect(() => {
    if (dirty.current) return
    version.current = snapshot.version
    setBoard(snapshot.board)
  }, [snapshot])

  const save = async (force = false): Promise<void> => {
    clearTimeout(timer.current)
    const sent = latest.current
    setSaving({ kind: 'saving' })
    try {
      const { title, styles, shots } = sent
      const answer = await ask<BoardChanged>('PATCH', `/boards/${encodeURIComponent(snapshot.id)}`, {
        ...(force ? {} : { version: version.current }),
        title,
        styles,
        shots,
      })
      version.current = answer.version
      if (latest.current !== sent) return
      dirty.current = false
      setSaving({ kind: 'saved' })
      await queries.invalidateQueries({ queryKey: ['plan', snapshot.id] })
      await queries.invalidateQueries({ queryKey: ['board', snapshot.id] })
    } catch (error) {
      setSaving({ kind: 'not-saved', why: reasonOf(error), isConflict: isRefusal(error) && error.problem.kind === 'conflict' })
    }
  }
  const saveRef = useRef(save)
  saveRef.current = save
  const show = (next: Board): void => {
    dirty.current = true
    latest.current = next
    setBoard(next)
    setSaving({ kind: 'saving' })
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void saveRef.current(), afterLastKeyMs)
  }
  useEffect(() => {
    // What was typed just before the page goes is sent along with its last breath.
    const leave = (): void => {
      if (!dirty.current) return
      const { title, styles, shots } = latest.current
      void fetch(`/api/boards/${encodeURIComponent(snapshot.id)}`, {
        method: 'PATCH',
        keepalive: true,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ version: version.current, title, styles, shots }),
      })
      dirty.current = false
    }
    globalThis.addEventListener('pagehide', leave)
    return () => {
      globalThis.removeEventListener('pagehide', leave)
      if (dirty.current) void saveRef.current()
    }
  }, [snapshot.id])
  return {
    board,
    saving,
    change(next) {
      past.current.push(board)
      future.current = []
      show(next)
    },
    undo() {
      const before = past.current.pop()
      if (before === undefined) return
      future.current.push(board)
      show(before)
    },
    redo() {
      const after = future.current.pop()
      if (after === undefined) return
      past.current.push(board)
      show(after)
    },
    retry: () => void save(saving.kind === 'not-saved' && saving.isConflict),
    takeTheirs() {
      dirty.current = false
      setSaving({ kind: 'saved' })
      void queries.invalidateQueries({ queryKey: ['board', snapshot.id] })
    },
  }
}
