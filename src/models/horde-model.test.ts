import { expect, test } from 'vitest'
import { accepted, done, job, picture, request, wait, waiting, withGeneration, world } from '../../test/fixtures/horde/answers.ts'
import type { Reply } from '../../test/recorded-provider.ts'

const toldAgain = (): Promise<void> => Promise.reject(new Error('told again'))

test('the job is written down before it is looked at', async () => {
  const seen: unknown[] = []
  const replies = [accepted, done, withGeneration({})]
  const { model, call, requests } = world(replies)
  await model.draw(request, { ...call, onJob: async (told) => void seen.push(told, requests.length) })
  expect(seen).toEqual([job, 1])
})

test('A9: a job known from before is polled on and not sent again', async () => {
  const { model, call, requests } = world([done, withGeneration({})], { job, onJob: toldAgain })
  expect(await model.draw(request, call)).toMatchObject({ picture, warnings: [] })
  expect(requests.map(({ method }) => method)).toEqual(['GET', 'GET'])
})

test('progress only ever grows, from the waiting time that the Horde tells', async () => {
  const shares: number[] = []
  const { model, call } = world([accepted, wait(18), wait(40), wait(3), done, withGeneration({})], {
    onProgress: (share) => void shares.push(share),
  })
  await model.draw(request, call)
  expect(shares.map((share) => share.toFixed(2))).toEqual(['0.10', '0.15', '0.80'])
})

test('C6: looks are 2 to 5 seconds apart, and end after 18 minutes', async () => {
  const looks = Array.from({ length: 300 }, () => wait(600))
  const { model, call, clock, requests } = world([accepted, ...looks])
  const start = clock.now()
  await expect(model.draw(request, call)).rejects.toMatchObject({ kind: 'timeout' })
  expect([clock.now() - start <= 18 * 60_000, requests.length]).toEqual([true, 1 + 216])
})

test('a look that fails in passing does not lose the job; five in a row end the try', async () => {
  const busy: Reply = { status: 429, body: {} }
  const passing = world([accepted, busy, { status: 502, body: '<html>' }, busy, waiting, busy, done, busy, done, withGeneration({})])
  expect(await passing.model.draw(request, passing.call)).toMatchObject({ picture })
  const lasting = world([accepted, busy, busy, busy, busy, busy])
  await expect(lasting.model.draw(request, lasting.call)).rejects.toMatchObject({ kind: 'rate-limited', facts: { billing: 'unknown' } })
})

test('a result URL is fetched at once, without the key', async () => {
  const url = 'https://93.184.215.14/result.webp?signature=abc'
  const { model, call, requests } = world([accepted, done, withGeneration({ img: url }), { body: picture.bytes }], {
    key: 'horde-key-1234',
  })
  expect(await model.draw(request, call)).toMatchObject({ picture })
  expect([requests.at(-1)?.url.href, requests.at(-1)?.headers.get('apikey')]).toEqual([url, null])
})

test('a result URL into the local network is not fetched', async () => {
  const { model, call, requests } = world([accepted, done, withGeneration({ img: 'http://192.168.0.1/admin' })])
  await expect(model.draw(request, call)).rejects.toMatchObject({ kind: 'no-image', facts: { code: 'address-refused' } })
  expect(requests).toHaveLength(3)
})

test('a cancelled wait ends at once; cancel takes the job back, though the run is over', async () => {
  const stop = new AbortController()
  const { model, call, requests } = world([accepted, waiting, { status: 500 }], { signal: stop.signal, onProgress: () => stop.abort() })
  await expect(model.draw(request, call)).rejects.toMatchObject({ kind: 'cancelled', facts: { billing: 'unknown' } })
  await model.cancel?.(job, call)
  await model.cancel?.(undefined, call)
  expect(requests.slice(2).map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([`DELETE /api/v2/generate/status/${job.id}`])
})
