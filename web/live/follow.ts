import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { StreamEvent } from '../api/types.ts'
import { pageClock } from './clock.ts'
import type { LiveStore } from './live-store.ts'
import { type Frame, type Stream, type StreamState, openStream } from './stream.ts'

/** Follows the server: run events go into the live store, everything else makes the page ask again for what changed. */
export function follow(live: LiveStore, queries: QueryClient): Stream {
  const again = (...queryKey: readonly unknown[]): void => {
    void queries.invalidateQueries({ queryKey })
  }
  const everything = (): void => {
    void queries.invalidateQueries()
  }
  const onFrame = (frame: Frame): void => {
    if (frame.type === 'message') take(JSON.parse(frame.data) as StreamEvent)
  }
  const take = (event: StreamEvent): void => {
    switch (event.type) {
      case 'board-added':
      case 'board-gone':
        again('boards')
        break
      case 'board-changed':
        again('boards')
        again('board', event.board)
        again('plan', event.board)
        again('takes', event.board)
        break
      case 'picked':
        live.setPick(event.board, event.beat, event.pick)
        again('boards')
        break
      case 'queued':
        break
      case 'keys-changed':
        again('providers')
        break
      case 'run-started':
      case 'run-ended':
        live.receive(event.board, event)
        again('boards')
        again('plan', event.board)
        break
      case 'picture-kept':
        live.receive(event.board, event)
        again('takes', event.board)
        break
      case 'picture-started':
      case 'picture-progress':
      case 'picture-retried':
      case 'picture-failed':
      case 'picture-blocked':
      case 'key-rotated':
      case 'key-rested':
      case 'warning':
      case 'run-paused':
      case 'run-resumed':
      case 'run-cancelled':
        live.receive(event.board, event)
        break
    }
  }
  const stream = openStream({ url: '/api/events', types: ['heartbeat'], onFrame, onGap: everything })
  let before = stream.state().connection
  stream.subscribe(() => {
    const { connection } = stream.state()
    if (connection === before) return
    pageClock.freeze(connection !== 'live')
    if (connection === 'live' && before === 'stopped') everything()
    before = connection
  })
  return stream
}

/** Whether the page's news are fresh. */
export function useStream(stream: Stream): StreamState {
  return useSyncExternalStore(stream.subscribe, stream.state)
}
