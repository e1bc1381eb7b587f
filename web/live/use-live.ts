import { useSyncExternalStore } from 'react'
import type { PictureId } from '../../src/browser.ts'
import { live } from './live.ts'
import type { LiveBoard, LiveCell, Pick } from './live-store.ts'

/** A board's live side, drawn again at most once a frame. */
export function useLive(board: string): LiveBoard | undefined {
  return useSyncExternalStore(
    (listener) => live.subscribe(board, listener),
    () => live.board(board),
  )
}

/** One picture, drawn again only when it changed. */
export function useCell(board: string, id: PictureId): LiveCell {
  return useSyncExternalStore(
    (listener) => live.subscribeCell(board, id, listener),
    () => live.cell(board, id),
  )
}

/** What a person chose for a beat. */
export function usePick(board: string, beat: string): Pick | undefined {
  return useSyncExternalStore(
    (listener) => live.subscribePick(board, beat, listener),
    () => live.pick(board, beat),
  )
}
