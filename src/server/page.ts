import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Context, MiddlewareHandler } from 'hono'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
}
const packable = new Set(['.html', '.js', '.css', '.svg', '.json', '.webmanifest', '.txt'])
const pack = promisify(gzip)

interface Served {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly packed: Uint8Array<ArrayBuffer> | undefined
  readonly modified: number
}

/** The built page in `folder`: hashed assets for ever, anything that is no file is the page itself, which reads the address. */
export function servePage(folder: string): MiddlewareHandler {
  const files = new Map<string, Served>()
  return async (context, next) => {
    const { path, method } = context.req
    if ((method !== 'GET' && method !== 'HEAD') || path.startsWith('/api/')) return next()
    const inside = insideOf(path)
    const file = inside === undefined ? undefined : await fileAt(files, join(folder, inside))
    if (file !== undefined && inside !== undefined) return answer(context, inside, file)
    if (inside === undefined || (extname(inside) !== '' && inside !== 'index.html')) return next()
    const page = await fileAt(files, join(folder, 'index.html'))
    return page === undefined ? context.html(notBuilt, 503) : answer(context, 'index.html', page)
  }
}

/** A path below the folder; `undefined` for one that leads out of it, or to hidden files. */
function insideOf(path: string): string | undefined {
  try {
    const inside = normalize(decodeURIComponent(path)).replace(/^[/\\]+/, '')
    const parts = inside.split(sep)
    return inside.includes('\0') || parts.some((part) => part.startsWith('.')) ? undefined : inside || 'index.html'
  } catch {
    return undefined
  }
}

async function fileAt(files: Map<string, Served>, path: string): Promise<Served | undefined> {
  const facts = await stat(path).catch(() => undefined)
  if (facts?.isFile() !== true) return undefined
  const known = files.get(path)
  if (known?.modified === facts.mtimeMs) return known
  const bytes = new Uint8Array(await readFile(path))
  const packed = packable.has(extname(path)) && bytes.length > 1024 ? new Uint8Array(await pack(bytes, { level: 9 })) : undefined
  const served = { bytes, packed, modified: facts.mtimeMs }
  files.set(path, served)
  return served
}

function answer(context: Context, inside: string, { bytes, packed, modified }: Served): Response {
  const etag = `"${modified.toString(36)}-${bytes.length.toString(36)}"`
  const headers: Record<string, string> = {
    'content-type': types[extname(inside)] ?? 'application/octet-stream',
    'cache-control': /^assets[/\\]/.test(inside) ? 'public, max-age=31536000, immutable' : 'no-cache',
    vary: 'accept-encoding',
    etag,
  }
  if (context.req.header('if-none-match') === etag) return context.body(null, 304, headers)
  const takesGzip = /\bgzip\b/.test(context.req.header('accept-encoding') ?? '')
  return packed !== undefined && takesGzip
    ? context.body(packed, 200, { ...headers, 'content-encoding': 'gzip' })
    : context.body(bytes, 200, headers)
}

const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Beatboard</title>
<h1>The page is not built yet</h1><p>The server runs. Build the page once with <code>npm run build:page</code>, then load this again.
The interface for programs is described at <a href="/api/openapi.json">/api/openapi.json</a>.</p></html>`
