import type { Reply } from './wire.ts'

/** Answers by idempotency key: asked again, the same answer comes again. */
export interface Replays {
  /** The answer given under this name, or `make`'s. What `make` does not want kept may be asked anew. Only one `make` of a name is at work. */
  once<Result extends { readonly keep?: Reply }>(name: string, make: () => Promise<Result>): Promise<Result | Reply>
}

const mostKept = 256

export function rememberReplays(): Replays {
  const kept = new Map<string, Promise<Reply | undefined>>()
  return {
    async once(name, make) {
      for (let earlier = kept.get(name); earlier; earlier = kept.get(name)) {
        const reply = await earlier
        if (reply) return reply
      }
      const { promise, resolve } = Promise.withResolvers<Reply | undefined>()
      kept.set(name, promise)
      let keep: Reply | undefined
      try {
        const result = await make()
        keep = result.keep
        return result
      } finally {
        if (!keep) kept.delete(name)
        resolve(keep)
        const oldest = kept.keys().next().value
        if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
      }
    },
  }
}
