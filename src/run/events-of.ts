import type { Written } from './events.ts'
import type { RunWorld } from './world.ts'

interface Asked {
  readonly run: string
  readonly after: number
  /** Settled when the run has ended. */
  readonly done: Promise<unknown>
}

const pageful = 500

/** A run's events from the journal and then as they come, at the reader's own pace. */
export async function* eventsOf({ journal }: Pick<RunWorld, 'journal'>, { run, after, done }: Asked): AsyncGenerator<Written> {
  let last = after
  let wake: () => void = () => undefined
  let isOver = false
  const news = (): void => wake()
  const deaf = journal.listen(news)
  const ended = done.then(() => {
    isOver = true
    news()
  })
  try {
    for (;;) {
      const next = new Promise<void>((resolve) => (wake = resolve))
      const wasOver = isOver
      const page = journal.eventsAfter(last, pageful)
      for (const event of page) {
        last = event.event
        yield event
        if (event.type === 'run-ended' && event.run === run) return
      }
      if (page.length > 0) continue
      if (wasOver) return
      await next
    }
  } finally {
    deaf()
    await (isOver ? ended : undefined)
  }
}
