import type { Written } from './events.ts'
import type { RunWorld } from './world.ts'

interface Asked {
  readonly run: string
  readonly after: number
  /** Settled when the run has ended; with the ending where the journal did not take it. */
  readonly over: Promise<{ readonly unwritten?: Written }>
}

const pageful = 500

/** A run's events from the journal and then as they come, at the reader's own pace. */
export async function* eventsOf(world: Pick<RunWorld, 'journal'>, { run, after, over }: Asked): AsyncGenerator<Written> {
  let last = after
  let isOver = false
  let unwritten: Written | undefined
  const bell = ringing()
  const ear = listening(pageful)
  const deaf = world.journal.listen((event) => {
    ear.hear(event)
    bell.ring()
  })
  void markOver()
  try {
    for (;;) {
      const news = bell.next()
      const wasOver = isOver
      const page = ear.take(last) ?? world.journal.eventsAfter(last, pageful)
      yield* page
      if (page.some((event) => event.type === 'run-ended' && event.run === run)) return
      last = page.at(-1)?.event ?? last
      if (page.length === 0 && wasOver) break
      if (page.length === 0) await news
    }
    if (unwritten !== undefined) yield unwritten
  } finally {
    deaf()
  }

  async function markOver(): Promise<void> {
    const end = await over
    unwritten = end.unwritten
    isOver = true
    bell.ring()
  }
}

/** The latest events, at most `most`, so that a reader who keeps up need not ask the journal for what was just written. */
function listening(most: number): {
  readonly hear: (event: Written) => void
  readonly take: (after: number) => readonly Written[] | undefined
} {
  let heard: Written[] = []
  return {
    hear(event) {
      if (heard.length >= most) heard = []
      heard.push(event)
    },
    /** What follows `after` without a gap; ids ascend by one. */
    take(after) {
      const news = heard
      heard = []
      return news[0]?.event === after + 1 ? news : undefined
    },
  }
}

/** A promise for the next ring. */
function ringing(): { readonly ring: () => void; readonly next: () => Promise<void> } {
  let waiting = Promise.withResolvers<void>()
  return {
    ring: () => waiting.resolve(),
    next() {
      waiting = Promise.withResolvers<void>()
      return waiting.promise
    },
  }
}
