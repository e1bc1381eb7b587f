import { describe, expect, test } from 'vitest'
import type { Picture } from '../src/board/picture.ts'
import { BeatboardError, type ErrorFacts, type Trouble } from '../src/errors.ts'
import type { Call, Drawn, ImageModel, ImageRequest } from '../src/models/image-model.ts'
import type { Card, Provider } from '../src/models/provider.ts'
import { base64, provider, type Reply, type Seen, silent, tinyPng, unreachable } from './recorded-provider.ts'

export interface Contract {
  readonly provider: Provider
  /** A model id of its cards. Default: the provider's default model. */
  readonly model?: string
  /** Default: the provider's standard address. */
  readonly baseUrl?: string
  /** Default: a made-up key; `undefined` draws without one. */
  readonly key?: string | undefined
  readonly request?: Partial<ImageRequest>
  /** The answers to one good draw, in the order of the requests. */
  readonly good: readonly Reply[]
  /** What must be in `Drawn` beside a picture, from the recorded answer. */
  readonly drawn?: Partial<Drawn>
  /** Whole sequences that end without a picture, or with bytes that are none. */
  readonly noImage: readonly Reply[]
  readonly notAnImage: readonly Reply[]
  /** Recorded failures: what the provider answers, the kind it must become, the facts that must be in it. */
  readonly troubles: readonly RecordedTrouble[]
  /** Kinds for the general failures where this provider differs, by title. */
  readonly differs?: Readonly<Record<string, Trouble>>
  /** Waiting between polls, e.g. fake timers: called while a draw is under way. */
  readonly whileDrawing?: () => Promise<void>
}

export interface RecordedTrouble {
  readonly name: string
  readonly replies: readonly Reply[]
  readonly kind: Trouble
  readonly facts?: Partial<ErrorFacts>
  readonly request?: Partial<ImageRequest>
  /** Words the message must hold: the way out. */
  readonly says?: RegExp
}

const madeUpKey = 'k3y-for-the-contract-0123456789-7f3a'
const offline = { ECONNRESET: 'unknown', ECONNREFUSED: 'not-charged', ENOTFOUND: 'not-charged' } as const

interface Drawing {
  readonly replies?: readonly Reply[]
  readonly fetch?: typeof fetch
  readonly signal?: AbortSignal
  readonly request?: Partial<ImageRequest>
}

interface Outcome {
  readonly drawn: Drawn | undefined
  readonly error: unknown
  readonly requests: readonly Seen[]
}

/** Draws once with the contract's model in a world of recorded answers. */
export async function drawWith(contract: Contract, drawing: Drawing): Promise<Outcome> {
  const { card, baseUrl, key } = subjectOf(contract)
  const model = await contract.provider.createModel(card, baseUrl)
  const world = provider(drawing.replies ?? [])
  const call: Call = { key, signal: drawing.signal ?? new AbortController().signal, fetch: drawing.fetch ?? world.fetch }
  const outcome = settle(model, { ...requestFor(card), ...contract.request, ...drawing.request }, call)
  await contract.whileDrawing?.()
  return { ...(await outcome), requests: world.requests }
}

async function settle(model: ImageModel, request: ImageRequest, call: Call): Promise<Pick<Outcome, 'drawn' | 'error'>> {
  try {
    return { drawn: await model.draw(request, call), error: undefined }
  } catch (error) {
    return { drawn: undefined, error }
  }
}

function subjectOf(contract: Contract): { card: Card; baseUrl: string; key: string | undefined } {
  const name = contract.model ?? contract.provider.defaultModel
  const baseUrl = contract.baseUrl ?? contract.provider.baseUrl?.standard ?? ''
  const card = contract.provider.cards.find((one) => one.model === name) ?? contract.provider.unknownModel?.(name, baseUrl)
  if (!card) throw new Error(`no card for ${name}`)
  return { card, baseUrl, key: 'key' in contract ? contract.key : madeUpKey }
}

function requestFor(card: Card): ImageRequest {
  const sizing = card.abilities.sizing
  const size = sizing.by === 'list' ? sizing.sizes[0] : undefined
  return { prompt: 'A red kettle on a stove', references: [], size: size ?? { width: 1024, height: 1024 } }
}

function troubleOf(outcome: Outcome): BeatboardError {
  expect(outcome.error, 'a BeatboardError').toBeInstanceOf(BeatboardError)
  return outcome.error as BeatboardError
}

/** Everything of an error that could be logged, in one text. */
function told(error: BeatboardError): string {
  return [error.message, error.stack, JSON.stringify(error.facts), String(error.cause)].join('\n')
}

function places(requests: readonly Seen[], picture: Picture): number {
  const raw = Buffer.from(picture.bytes).toString('latin1')
  const all = requests.map((request) => request.text).join('\n')
  return Math.max(all.indexOf(raw), all.indexOf(base64(picture)))
}

/** What every provider promises, proved with recorded answers. One call is a provider's whole test of the common rules. */
export function keepsTheContract(contract: Contract): void {
  const { card } = subjectOf(contract)
  describe(`${card.provider}/${card.model} keeps the contract`, () => {
    drawsOnce(contract)
    keepsKeysSecret(contract)
    endsWell(contract)
    describe('recorded troubles', () => {
      test.for(contract.troubles.map((trouble) => [trouble.name, trouble] as const))('%s', async ([, trouble]) => {
        const outcome = await drawWith(contract, { replies: trouble.replies, ...(trouble.request && { request: trouble.request }) })
        const error = troubleOf(outcome)
        expect({ kind: error.kind, facts: error.facts }).toMatchObject({ kind: trouble.kind, facts: trouble.facts ?? {} })
        expect(error.message).toMatch(trouble.says ?? /: \S.*\.$/s)
        expect(outcome.requests).toHaveLength(trouble.replies.length)
      })
    })
  })
}

function drawsOnce(contract: Contract): void {
  const { card, baseUrl } = subjectOf(contract)
  test('a good answer is a picture, for exactly the requests it takes', async () => {
    const { drawn, error, requests } = await drawWith(contract, { replies: contract.good })
    expect(error).toBeUndefined()
    expect(drawn?.picture.bytes.length).toBeGreaterThan(0)
    expect(drawn).toMatchObject(contract.drawn ?? {})
    expect(requests).toHaveLength(contract.good.length)
    expect(requests[0]?.url.origin).toBe(new URL(baseUrl).origin)
  })

  const count = Math.min(card.abilities.references, 2)
  test.runIf(count > 0)('reference pictures are sent, in order', async () => {
    const references = [tinyPng(1), tinyPng(2)].slice(0, count).map((picture) => ({ role: 'previous' as const, picture }))
    const { error, requests } = await drawWith(contract, { replies: contract.good, request: { references } })
    expect(error).toBeUndefined()
    const found = references.map(({ picture }) => places(requests, picture))
    expect(found).not.toContain(-1)
    expect(found).toEqual(found.toSorted((a, b) => a - b))
  })
}

function keepsKeysSecret(contract: Contract): void {
  const { key, baseUrl } = subjectOf(contract)
  test.runIf(key !== undefined)('the key goes to the provider alone, in a header alone', async () => {
    const { drawn, requests } = await drawWith(contract, { replies: contract.good })
    const holders = requests.filter((request) => [...request.headers.values()].some((value) => value.includes(String(key))))
    expect(holders.length).toBeGreaterThan(0)
    expect(new Set(holders.map((request) => request.url.origin))).toEqual(new Set([new URL(baseUrl).origin]))
    for (const request of requests) expect(request.url.href + request.text).not.toContain(key)
    expect(JSON.stringify({ ...drawn, picture: undefined })).not.toContain(key)
  })

  test.runIf(key !== undefined)('a key that the provider repeats does not come back in the error', async () => {
    const words = `Incorrect API key provided: ${key}`
    const body = { error: { message: words }, message: words, errors: [words], detail: words }
    const error = troubleOf(await drawWith(contract, { replies: [{ status: 401, body }] }))
    expect(error.kind).toBe('key-rejected')
    expect(told(error)).not.toContain(key)
  })
}

function endsWell(contract: Contract): void {
  const hour = 3_600_000
  const answers: readonly (readonly [title: string, replies: readonly Reply[], kind: Trouble, facts: Partial<ErrorFacts>])[] = [
    ['a gateway page (502)', [{ status: 502, body: '<html><body>Bad Gateway</body></html>' }], 'overloaded', { billing: 'unknown' }],
    ['503', [{ status: 503, body: '{}' }], 'overloaded', { status: 503 }],
    ['200 with broken JSON', [{ headers: { 'content-type': 'application/json' }, body: '{"data": [' }], 'no-image', {}],
    ['an answer without a picture', contract.noImage, 'no-image', {}],
    ['bytes that are no picture', contract.notAnImage, 'broken-image', {}],
    ['429 without a hint', [{ status: 429, body: '{}' }], 'rate-limited', { billing: 'not-charged' }],
    ['429 with seconds', [{ status: 429, headers: { 'retry-after': '12' }, body: '{}' }], 'rate-limited', { restMs: 12_000 }],
    ['429 with a date', [{ status: 429, headers: dates(hour), body: '{}' }], 'rate-limited', { restMs: hour }],
    ['402', [{ status: 402, body: '{}' }], 'out-of-credit', { billing: 'not-charged' }],
    ['413', [{ status: 413, body: '{}' }], 'bad-request', { billing: 'not-charged' }],
  ]
  test.for(answers)('%s', async ([title, replies, kind, facts]) => {
    const error = troubleOf(await drawWith(contract, { replies }))
    const expected = contract.differs?.[title]
    expect({ kind: error.kind, facts: error.facts }).toMatchObject(expected ? { kind: expected } : { kind, facts })
  })

  test.for(Object.entries(offline))('a network that fails with %s is overloaded, billing %s', async ([code, billing]) => {
    const error = troubleOf(await drawWith(contract, { fetch: unreachable(code) }))
    expect({ kind: error.kind, billing: error.facts.billing }).toEqual({ kind: 'overloaded', billing })
  })

  const endings = [
    ['cancelled', new DOMException('Stopped', 'AbortError')],
    ['timeout', new DOMException('Too late', 'TimeoutError')],
  ] as const
  test.for(endings)('a try that is ended from outside is %s, maybe billed', async ([kind, reason]) => {
    const ours = new AbortController()
    const hanging: typeof fetch = (input, init) => {
      setImmediate(() => ours.abort(reason))
      return silent(input, init)
    }
    const error = troubleOf(await drawWith(contract, { fetch: hanging, signal: ours.signal }))
    expect({ kind: error.kind, billing: error.facts.billing }).toEqual({ kind, billing: 'unknown' })
  })

  test('a call that was cancelled before it began sends nothing', async () => {
    const outcome = await drawWith(contract, { replies: [], signal: AbortSignal.abort() })
    expect({ kind: troubleOf(outcome).kind, sent: outcome.requests.length }).toEqual({ kind: 'cancelled', sent: 0 })
  })
}

function dates(ahead: number): Record<string, string> {
  const now = Date.UTC(2026, 10, 20, 12)
  return { date: new Date(now).toUTCString(), 'retry-after': new Date(now + ahead).toUTCString() }
}
