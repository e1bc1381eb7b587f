/** One event of the server's stream, as it crossed the wire. */
export interface Frame {
  readonly id: string
  readonly type: string
  readonly data: string
}

/** `live`; `reconnecting` after 3 s without the server; `stopped` after 20 s, or when it said goodbye. */
export type Connection = 'live' | 'reconnecting' | 'stopped'

export interface StreamState {
  readonly connection: Connection
  /** When the last news came, ms since the epoch. */
  readonly newsAt: number
}

export interface Stream {
  readonly state: () => StreamState
  readonly subscribe: (listener: () => void) => () => void
  close(): void
}

export interface StreamWorld {
  readonly url: string
  readonly types: readonly string[]
  readonly onFrame: (frame: Frame) => void
  /** The stream may have lost frames for good: fetch the snapshots again. */
  readonly onGap: () => void
}

type Told = { readonly kind: 'frame'; readonly frame: Frame } | { readonly kind: 'connection'; readonly connection: Connection }

const lostMs = 3000
const stoppedMs = 20_000
/** The server beats every 15 s; a connection silent for longer is gone, though nobody said so. */
const silentMs = 18_500
const againMs = 1000

/** One event stream for all tabs of a browser: the tab that holds the lock owns it and passes every frame on, ids included. */
export function openStream(world: StreamWorld): Stream {
  const listeners = new Set<() => void>()
  const channel = new BroadcastChannel('beatboard.events')
  const closing = new AbortController()
  let state: StreamState = { connection: 'live', newsAt: Date.now() }
  let last = ''
  const set = (next: StreamState): void => {
    state = next
    for (const listener of listeners) listener()
  }
  const receive = (frame: Frame): void => {
    if (frame.id !== '') last = frame.id
    set({ connection: 'live', newsAt: Date.now() })
    if (frame.type === 'resync') world.onGap()
    else world.onFrame(frame)
  }
  channel.addEventListener('message', ({ data }: MessageEvent<Told>) => {
    if (data.kind === 'frame') receive(data.frame)
    else set({ ...state, connection: data.connection })
  })
  const tell = (told: Told): void => {
    // A broadcast channel reaches this origin alone: it has no target to name.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    if (!closing.signal.aborted) channel.postMessage(told)
  }
  lead(closing.signal, () =>
    ownSource({
      world,
      signal: closing.signal,
      after: () => last,
      onFrame: (frame) => {
        receive(frame)
        tell({ kind: 'frame', frame })
      },
      onConnection: (connection) => {
        if (connection === state.connection) return
        set({ ...state, connection })
        tell({ kind: 'connection', connection })
      },
    }),
  )
  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      closing.abort()
      channel.close()
    },
  }
}

/** Runs `own` once this tab holds the lock, and keeps the lock until the tab closes. */
function lead(signal: AbortSignal, own: () => void): void {
  const held = navigator.locks.request('beatboard.events', { signal }, () => {
    own()
    return new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => {
        resolve()
      })
    })
  })
  held.catch(() => undefined)
}

interface Owner {
  readonly world: StreamWorld
  readonly signal: AbortSignal
  readonly after: () => string
  readonly onFrame: (frame: Frame) => void
  readonly onConnection: (connection: Connection) => void
}

function ownSource({ world, signal, after, onFrame, onConnection }: Owner): void {
  let source: EventSource | undefined
  let heardAt = Date.now()
  let openedAt = 0
  const hear = (event: MessageEvent<string>): void => {
    heardAt = Date.now()
    onFrame({ id: event.lastEventId, type: event.type, data: event.data })
    if (event.type === 'goodbye') onConnection('stopped')
  }
  const open = (): void => {
    source?.close()
    openedAt = Date.now()
    const id = after()
    const own = new EventSource(id === '' ? world.url : `${world.url}?after=${encodeURIComponent(id)}`)
    source = own
    for (const type of ['message', 'hello', 'ping', 'resync', 'goodbye', ...world.types]) own.addEventListener(type, hear)
    own.addEventListener('open', () => {
      heardAt = Date.now()
      onConnection('live')
    })
  }
  const watch = (): void => {
    const [silent, broken] = [Date.now() - heardAt, source?.readyState !== EventSource.OPEN]
    if (silent > stoppedMs) onConnection('stopped')
    else if (broken ? silent > lostMs : silent > silentMs) onConnection('reconnecting')
    if ((broken || silent > silentMs) && Date.now() - openedAt > againMs * 2) open()
  }
  open()
  const timer = setInterval(watch, againMs)
  signal.addEventListener('abort', () => {
    clearInterval(timer)
    source?.close()
  })
}
