/**
 * How close the key pools come to the best throughput that a provider's limits permit, and what the script a user would write
 * instead does under the same limits. Time is scaled: a minute lasts 2.4 seconds, a picture takes 5 to 20 s in scale.
 * The provider is a process of its own with a true sliding window for each quota domain. `node bench/pacing.ts`, about a minute.
 */
import { createOpenAI } from '@ai-sdk/openai'
import { generateImage } from 'ai'
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PQueue from 'p-queue'
import { wallClock } from '../src/clock.ts'
import { openKeyRing } from '../src/keys/key-ring.ts'
import { sqlitePoolMemory } from '../src/keys/pool-memory.ts'

const windowMs = 2_400
const perWindow = 9
const rounds = 4
const wantedShare = 0.97
const styles = ['illustration', 'clear', 'consistent']
const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** 5 to 20 s in scale, the same for a picture in every run. */
const latencyOf = (picture: number): number => ((5 + ((picture * 7919) % 1500) / 100) / 60) * windowMs
const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at)

/** What a child is told on its command line. */
interface Job {
  readonly role: 'provider' | 'script' | 'strict script' | 'pool'
  readonly url: string
  readonly pictures: readonly number[]
  /** `domain.key` each; the provider reads the domain out of the key. */
  readonly keys: readonly string[]
  readonly memory: string
}

/** A provider that counts what arrives: at most `perWindow` in any window and domain; bills what it accepts. */
async function provide(): Promise<void> {
  const arrivals = new Map<string, number[]>()
  let tally = { accepted: 0, limited: 0 }
  const server = createServer((request, response) => {
    const now = performance.now()
    let body = ''
    request.on('data', (piece) => (body += String(piece)))
    request.on('end', () => {
      const domain = /Bearer (\w+)\./.exec(request.headers.authorization ?? '')?.[1]
      if (domain === undefined) return void response.end('warm')
      const recent = (arrivals.get(domain) ?? []).filter((at) => at > now - windowMs)
      const [oldest = now] = recent
      if (recent.length >= perWindow) {
        tally.limited += 1
        const wait = String(Math.ceil(oldest + windowMs - now))
        response.writeHead(429, { 'retry-after-ms': wait, 'content-type': 'application/json' })
        return void response.end(
          JSON.stringify({ error: { message: 'Rate limit reached', type: 'requests', code: 'rate_limit_exceeded' } }),
        )
      }
      tally.accepted += 1
      arrivals.set(domain, [...recent, now])
      const picture = Number(/picture (\d+)/.exec(body)?.[1])
      const done = (): unknown => response.end(JSON.stringify({ created: 0, data: [{ b64_json: onePixel }] }))
      response.setHeader('content-type', 'application/json')
      setTimeout(done, latencyOf(picture))
    })
  })
  server.keepAliveTimeout = 60_000
  server.listen(0, '127.0.0.1', () => process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` }))
  process.on('message', () => {
    process.send?.(tally)
    tally = { accepted: 0, limited: 0 }
  })
  process.on('disconnect', () => process.exit())
}

/** Opening connections and compiling code are not scaled, so both are done before the time is taken. */
async function warmUp(url: string): Promise<void> {
  for (const _burst of numbers(4)) await Promise.all(numbers(perWindow * 4).map(async () => (await send(url, '', 0)).text()))
}

function send(url: string, key: string, picture: number): Promise<Response> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  return fetch(`${url}/images/generations`, { method: 'POST', headers, body: JSON.stringify({ prompt: `picture ${picture}` }) })
}

/** Draws through the pools: three styles that share all keys. */
async function drawWithPools({ url, pictures, keys, memory }: Job, finished: (picture: number) => void): Promise<void> {
  const entries = keys.map((key) => ({ provider: 'openai', key, domain: String(key.split('.')[0]), from: 'bench' }))
  const remembered = sqlitePoolMemory(memory)
  const ring = openKeyRing({ entries, memory: remembered, clock: wallClock })
  const signal = new AbortController().signal
  const draw = async (picture: number): Promise<void> => {
    const pool = ring.pool('openai', styles[picture % styles.length] ?? '', { requests: perWindow, windowMs })
    const lease = await pool.borrow('gpt-image-2', { signal, maxWaitMs: 60_000 })
    const answer = await send(url, lease.key, picture)
    await answer.text()
    const limited = answer.status === 429
    lease.giveBack(limited ? { trouble: 'rate-limited', restMs: Number(answer.headers.get('retry-after-ms')) } : undefined)
    if (limited) return draw(picture)
    finished(picture)
  }
  await Promise.all(pictures.map(draw))
  remembered.close()
}

/** What one would write instead: the AI SDK with the retries it comes with, paced by p-queue, one key. */
async function drawWithScript({ role, url, pictures, keys }: Job, finished: (picture: number) => void): Promise<void> {
  const model = createOpenAI({ baseURL: url, apiKey: String(keys[0]) }).image('gpt-image-2')
  const queue = new PQueue({ intervalCap: perWindow, interval: windowMs, strict: role === 'strict script' })
  const draw = async (picture: number): Promise<void> => {
    await generateImage({ model, prompt: `picture ${picture}` })
    finished(picture)
  }
  await Promise.allSettled(pictures.map((picture) => queue.add(() => draw(picture))))
}

/** Runs a job in a process of its own; with `killAfterMs` it is killed then, if it still runs. */
async function inChild(job: Job, killAfterMs?: number): Promise<{ readonly seconds: number; readonly finished: readonly number[] }> {
  const child = fork(import.meta.filename, [JSON.stringify(job)])
  const finished: number[] = []
  let began = 0
  let ended = 0
  child.on('message', (message) => {
    ended = performance.now()
    if (message !== 'began') return void finished.push(message as number)
    began = performance.now()
    if (killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  })
  await once(child, 'exit')
  return { seconds: (ended - began) / 1000, finished }
}

async function work(job: Job): Promise<void> {
  if (job.role === 'provider') return provide()
  await warmUp(job.url)
  process.send?.('began')
  await (job.role === 'pool' ? drawWithPools : drawWithScript)(job, (picture) => process.send?.(picture))
  process.exit()
}

async function tallyOf(provider: ChildProcess): Promise<{ readonly accepted: number; readonly limited: number }> {
  const answer = once(provider, 'message')
  provider.send('tally')
  return (await answer)[0] as { accepted: number; limited: number }
}

/** The pictures a second that no order-keeping sender can pass: picture n starts with its round at the earliest. */
function bound(count: number, domains: number): number {
  const ends = numbers(count).map((picture) => Math.floor(picture / (perWindow * domains)) * windowMs + latencyOf(picture))
  return (count / Math.max(...ends)) * 1000
}

async function main(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'pacing-'))
  const base: Job = { role: 'provider', url: '', pictures: [], keys: [], memory: '' }
  const provider = fork(import.meta.filename, [JSON.stringify(base)])
  const { url } = (await once(provider, 'message'))[0] as { url: string }
  const faults: string[] = []
  const check = (holds: boolean, fault: string): void => void (holds || faults.push(fault))
  let run = 0

  const measure = async (role: Job['role'], title: string, keys: readonly string[]): Promise<number> => {
    const domains = new Set(keys.map((key) => key.split('.')[0])).size
    const pictures = numbers(perWindow * rounds * domains)
    run += 1
    const { seconds, finished } = await inChild({ role, url, pictures, keys, memory: join(folder, `${run}.db`) })
    const { limited } = await tallyOf(provider)
    const rate = finished.length / seconds
    const share = rate / bound(pictures.length, domains)
    const figures = [`${rate.toFixed(2)} pictures/s`, `${(share * 100).toFixed(1)} % of the bound`, `429s: ${limited}`]
    console.log(`${title.padEnd(34)} ${figures.join('   ')}   ${finished.length} of ${pictures.length} pictures`)
    if (role === 'pool') check(share >= wantedShare && limited === 0, `${title}: ${figures.join(', ')}`)
    return rate
  }

  /** Killed three times at random instants and started again each time. */
  const killed = async (role: 'pool' | 'script', title: string, domain: string): Promise<void> => {
    const all = numbers(perWindow * rounds)
    const memory = join(folder, `${domain}.db`)
    const drawn = new Set<number>()
    for (const life of [1, 2, 3, 4]) {
      const pictures = role === 'pool' ? all.filter((picture) => !drawn.has(picture)) : all
      const { finished } = await inChild(
        { role, url, pictures, keys: [`${domain}.one`], memory },
        life < 4 ? 300 + Math.random() * 1500 : undefined,
      )
      for (const picture of finished) drawn.add(picture)
    }
    const { accepted, limited } = await tallyOf(provider)
    // What the pools' side pays after a kill is the spend journal's matter and not in this bench; a script starts from scratch.
    const billed = role === 'script' ? `   billed: ${accepted}, ${accepted - all.length} of them twice` : ''
    console.log(`${title.padEnd(34)} ${drawn.size} of ${all.length} pictures   429s: ${limited}${billed}`)
    if (role === 'pool') check(limited === 0 && drawn.size === all.length, `${title}: 429s ${limited}, ${drawn.size} pictures`)
  }

  const one = await measure('pool', 'pools, 1 domain, 1 key', ['a.one'])
  const same = await measure('pool', 'pools, 1 domain, 2 keys', ['b.one', 'b.two'])
  const two = await measure('pool', 'pools, 2 domains', ['c.one', 'd.one'])
  await measure('pool', 'pools, 3 domains, 2 keys each', ['e.one', 'e.two', 'f.one', 'f.two', 'g.one', 'g.two'])
  console.log(`second key of the same domain: x ${(same / one).toFixed(2)}   second domain: x ${(two / one).toFixed(2)}`)
  check(Math.abs(same / one - 1) < 0.03 && Math.abs(two / one - 2) < 0.08, 'a second key counts, or a second domain does not')
  await measure('script', 'AI SDK + p-queue, 1 key', ['h.one'])
  await measure('strict script', 'AI SDK + strict p-queue, 1 key', ['k.one'])
  await killed('pool', 'pools, killed three times', 'i')
  await killed('script', 'AI SDK + p-queue, killed 3 times', 'j')
  provider.disconnect()
  rmSync(folder, { recursive: true })
  for (const fault of faults) console.error(`MISSED ${fault}`)
  return faults.length === 0
}

const [job] = process.argv.slice(2)
if (job === undefined) process.exitCode = (await main()) ? 0 : 1
else await work(JSON.parse(job) as Job)
