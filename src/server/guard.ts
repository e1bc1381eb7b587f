import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { isIP } from 'node:net'
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Clock } from '../clock.ts'
import { problem } from './problem.ts'

export interface GuardOptions {
  /** Demanded of every request but the page itself and the login. */
  readonly token: string | undefined
  /** Pages of these origins may read what the documents' routes tell. */
  readonly allowOrigins: readonly string[]
  readonly clock: Clock
}

export interface Guard {
  /** Refuses what comes from another site, or under a name that is none of ours. */
  readonly visitors: MiddlewareHandler
  /** Refuses whoever has not shown the token. */
  readonly token: MiddlewareHandler
  isSignedIn(context: Context): boolean
  /** Gives the cookie for the right token; a few tries a minute. */
  signIn(context: Context, token: string): void
}

const cookie = 'beatboard_session'
const triesAMinute = 10

export function openGuard({ token, allowOrigins, clock }: GuardOptions): Guard {
  const session = token === undefined ? undefined : createHmac('sha256', token).update('beatboard session').digest('base64url')
  const isSignedIn = (context: Context): boolean => {
    if (token === undefined || session === undefined) return true
    const shown = context.req.header('x-beatboard-token') ?? /^Bearer (.+)$/i.exec(context.req.header('authorization') ?? '')?.[1]
    if (shown !== undefined) return isSame(shown, token)
    return isSame(getCookie(context, cookie) ?? '', session)
  }
  let tries: number[] = []
  return {
    isSignedIn,
    visitors: async (context, next) => {
      refuseStrangers(context, { token, allowOrigins })
      await next()
      if (allowOrigins.includes(context.req.header('origin') ?? '')) {
        context.res.headers.set('access-control-allow-origin', context.req.header('origin') ?? '')
        context.res.headers.append('vary', 'origin')
        context.res.headers.set('cross-origin-resource-policy', 'cross-origin')
      }
    },
    token: async (context, next) => {
      if (!isSignedIn(context))
        throw problem('token-needed', 'This server asks for its token.', {
          hint: 'Open the page and sign in, or send the header X-Beatboard-Token.',
        })
      await next()
    },
    signIn(context, shown) {
      const now = clock.now()
      tries = [...tries.filter((time) => now - time < 60_000), now]
      if (tries.length > triesAMinute) throw problem('too-many', 'Too many tries to sign in.', { hint: 'Wait a minute, then try again.' })
      if (token === undefined || session === undefined) return
      if (!isSame(shown, token))
        throw problem('token-needed', 'That is not the token of this server.', {
          hint: 'It was given to "beatboard serve" as --token or BEATBOARD_TOKEN.',
        })
      const secure = new URL(context.req.url).protocol === 'https:' || context.req.header('x-forwarded-proto') === 'https'
      setCookie(context, cookie, session, { httpOnly: true, sameSite: 'Strict', path: '/', secure, maxAge: 30 * 86_400 })
    },
  }
}

/** Takes the same time however much of it is right. */
function isSame(shown: string, right: string): boolean {
  const [a, b] = [shown, right].map((text) => createHash('sha256').update(text).digest()) as [Buffer, Buffer]
  return timingSafeEqual(a, b)
}

function refuseStrangers(context: Context, { token, allowOrigins }: Pick<GuardOptions, 'token' | 'allowOrigins'>): void {
  const { method, header } = { method: context.req.method, header: (name: string) => context.req.header(name) }
  const host = header('host') ?? new URL(context.req.url).host
  // A name that leads to this machine only for the attacker’s page (DNS rebinding). With a token such a page has nothing to show.
  if (token === undefined && !isLoopback(host))
    throw problem('not-allowed', `This server answers to localhost, not to "${host.slice(0, 100)}".`, {
      hint: 'Open http://localhost and its port.',
    })
  const origin = header('origin')
  const isReading = method === 'GET' || method === 'HEAD'
  if (origin !== undefined && URL.parse(origin)?.host !== host && !(isReading && allowOrigins.includes(origin)))
    throw problem('not-allowed', 'This request comes from another site.', {
      hint: 'Start the server with --allow-origin for a page of yours.',
    })
  const site = header('sec-fetch-site')
  if (site !== 'cross-site' && site !== 'same-site') return
  const isVisit = header('sec-fetch-mode') === 'navigate' && !context.req.path.startsWith('/api/')
  // A picture that an allowed page embeds comes without origin.
  const from = origin ?? URL.parse(header('referer') ?? '')?.origin ?? ''
  if (!isReading || !(isVisit || allowOrigins.includes(from)))
    throw problem('not-allowed', 'This request comes from another site.', { hint: 'Open the page of Beatboard itself.' })
}

/** Whether a `Host` names this machine itself. */
export function isLoopback(host: string): boolean {
  const name = URL.parse(`http://${host}`)?.hostname.replace(/^\[|\]$/g, '') ?? ''
  if (name === 'localhost' || name.endsWith('.localhost')) return true
  return isIP(name) === 4 ? name.startsWith('127.') : name === '::1'
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** What every answer says to the browser about what it may do with it. */
export const safeHeaders: MiddlewareHandler = async (context, next) => {
  await next()
  const { headers } = context.res
  headers.set('content-security-policy', policy)
  headers.set('x-content-type-options', 'nosniff')
  headers.set('referrer-policy', 'no-referrer')
  headers.set('x-frame-options', 'DENY')
  headers.set('cross-origin-opener-policy', 'same-origin')
  headers.set('cross-origin-resource-policy', 'same-origin')
}
