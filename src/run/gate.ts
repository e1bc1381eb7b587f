/** What lets tasks send: open, paused or stopped for good. */
export interface Gate {
  readonly isPaused: boolean
  /** Aborted when nothing more is sent. */
  readonly stopped: AbortSignal
  pause(): void
  resume(): void
  stop(): void
  /** Resolves as soon as one may send; resolves also when stopped: look at `stopped` then. */
  passed(): Promise<void>
}

export function openGate(): Gate {
  const stopping = new AbortController()
  let waiting: (() => void)[] = []
  let isPaused = false
  const wake = (): void => {
    const all = waiting
    waiting = []
    for (const go of all) go()
  }
  return {
    get isPaused() {
      return isPaused
    },
    stopped: stopping.signal,
    pause() {
      isPaused = !stopping.signal.aborted
    },
    resume() {
      isPaused = false
      wake()
    },
    stop() {
      isPaused = false
      stopping.abort(new DOMException('The run was stopped.', 'AbortError'))
      wake()
    },
    passed: () => (isPaused ? new Promise((resolve) => void waiting.push(resolve)) : Promise.resolve()),
  }
}
