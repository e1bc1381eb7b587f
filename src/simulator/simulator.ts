import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { wallClock, type Clock } from '../clock.ts'
import { BeatboardError } from '../errors.ts'
import { sha256 } from './entries.ts'
import { createExchange } from './exchange.ts'
import { faultScript, type FaultRule } from './faults.ts'
import { hubProviders, type HubProvider } from './hugging-face-wire.ts'
import { rememberJobs } from './jobs.ts'
import { receive, transmit } from './line.ts'
import { simulatorLog, type SimulatorLog } from './log.ts'
import { painter, type PictureKind } from './pictures.ts'
import { seededRandom } from './random.ts'
import { rememberReplays } from './replays.ts'
import { reception } from './reception.ts'
import { slidingWindows, type Limits } from './windows.ts'

export { faultNames, readFaultRule, type FaultName, type FaultRule } from './faults.ts'
export { countBillings, type Asked, type SimulatorLog } from './log.ts'
export type { HubProvider } from './hugging-face-wire.ts'
export type { PictureKind } from './pictures.ts'
export type { Limits } from './windows.ts'
export { providerNames, type ProviderName } from './wire.ts'

export interface SimulatorOptions {
  /** 0 or absent: a free one. */
  readonly port?: number
  /** Loopback only: a provider that takes any key is no server for a network. */
  readonly host?: '127.0.0.1'
  /** The keys that are good; absent: every key that is not empty. */
  readonly keys?: readonly string[]
  /** Quota domain by key; a key without one is a domain of its own, named by a hash so that no log holds the key. */
  readonly domains?: Readonly<Record<string, string>>
  /** What each (provider, domain, model) gives; absent: without limit. */
  readonly limits?: Limits
  /** How long a picture takes, from and to, in ms; absent: no time. */
  readonly latencyMs?: readonly [number, number]
  readonly faults?: readonly FaultRule[]
  readonly pictures?: PictureKind
  /** USD a picture, by `provider/model` or provider; absent: by the usage that the answer names. */
  readonly prices?: Readonly<Record<string, number>>
  /** The providers that the Hugging Face hub names for a model, in order. */
  readonly hubProviders?: readonly HubProvider[]
  readonly seed?: number
  /** JSON Lines, one `Asked` a line, appended before the answer is sent. */
  readonly logFile?: string
  readonly clock?: Clock
}

export interface Simulator extends AsyncDisposable {
  /** `http://127.0.0.1:port` */
  readonly url: string
  /**
   * The addresses of all providers, as environment variables: `GEMINI_BASE_URL` = url/gemini, `OPENAI_BASE_URL` = url/openai/v1,
   * `STABILITY_BASE_URL` = url/stability, `HF_BASE_URL` = url/hf (hub and router), `HORDE_BASE_URL` = url/horde/api,
   * `A1111_BASE_URL` = url/a1111, `OPENAI_COMPATIBLE_BASE_URL` = url/compatible/v1.
   */
  readonly environment: Readonly<Record<string, string>>
  readonly log: SimulatorLog
  /** Breaks the lines that hang, ends what waits, closes the log file. May be called again. */
  close(): Promise<void>
}

/**
 * Starts a server that speaks like the real providers: their paths, answers, refusals, limits and bills, without their pictures.
 * Every provider answers under its own prefix and, where paths do not clash, at the root. Throws `wrong-usage` for a host that is not loopback.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const host: string = options.host ?? '127.0.0.1'
  if (host !== '127.0.0.1') throw new BeatboardError('wrong-usage', `The simulator listens on 127.0.0.1 only, not on ${host}.`)
  const { clock = wallClock, seed = 1, latencyMs: [shortest, longest] = [0, 0] } = options
  const book = simulatorLog(options.logFile)
  const stop = new AbortController()
  const jobs = rememberJobs()
  const paints = painter(options.pictures ?? 'plain', seed)
  const random = seededRandom(seed)
  const exchange = createExchange({
    keys: options.keys,
    domainOf: (key) => options.domains?.[key] ?? `key-${sha256(key).slice(0, 8)}`,
    limits: options.limits,
    windows: slidingWindows(options.limits),
    pickFault: faultScript(options.faults ?? [], seededRandom(seed + 1)),
    priceUsd: (provider, order) => options.prices?.[`${provider}/${order.ask.model}`] ?? options.prices?.[provider] ?? order.priceUsd,
    painter: paints,
    jobs,
    replays: rememberReplays(),
    latencyMs: () => shortest + random() * Math.max(0, longest - shortest),
    write: (entry) => book.write(entry),
    clock,
    signal: stop.signal,
  })
  const receptionist = reception({
    jobs,
    painter: paints,
    hubProviders: options.hubProviders ?? hubProviders,
    exchange,
    write: (entry) => book.write(entry),
  })
  const server = createServer((request, response) => {
    response.on('error', () => {})
    const origin = `http://${host}:${request.socket.localPort ?? 0}`
    receive(request, origin, () => clock.now())
      .then((arrived) => receptionist(arrived))
      .then((sending) => transmit(response, sending))
      .catch(() => response.destroy()) // the client left in the middle, or the simulator is closing
  })
  const url = await listen(server, options.port ?? 0, host)
  const close = async (): Promise<void> => {
    stop.abort()
    server.closeAllConnections()
    if (server.listening) await new Promise<void>((resolve) => server.close(() => resolve()))
    book.close()
  }
  return { url, environment: addressesAt(url), log: book.log, close, [Symbol.asyncDispose]: close }
}

function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new BeatboardError('wrong-usage', `The simulator cannot listen on ${host}:${port}: ${cause.message}`, { cause })),
    )
    server.listen(port, host, () => resolve(`http://${host}:${(server.address() as AddressInfo).port}`))
  })
}

function addressesAt(url: string): Readonly<Record<string, string>> {
  return {
    GEMINI_BASE_URL: `${url}/gemini`,
    OPENAI_BASE_URL: `${url}/openai/v1`,
    STABILITY_BASE_URL: `${url}/stability`,
    HF_BASE_URL: `${url}/hf`,
    HORDE_BASE_URL: `${url}/horde/api`,
    A1111_BASE_URL: `${url}/a1111`,
    OPENAI_COMPATIBLE_BASE_URL: `${url}/compatible/v1`,
  }
}
