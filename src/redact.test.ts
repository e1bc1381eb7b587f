import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyName, redactor } from './redact.ts'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const unusual = `${letters}-_.~+/=:%"'\\$^*()[]{}|é`

function textOf(alphabet: string, minLength: number, maxLength: number): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...Array.from(alphabet)), { minLength, maxLength }).map((each) => each.join(''))
}

const anyKey = textOf(unusual, 16, 60)
const shapedKey = fc.oneof(
  textOf(`${letters}-_`, 30, 40).map((rest) => `AIza${rest}`),
  textOf(`${letters}-_`, 30, 40).map((rest) => `AQ.${rest}`),
  textOf(letters, 30, 60).map((rest) => `sk-${rest}`),
  textOf(letters, 34, 34).map((rest) => `hf_${rest}`),
)

/** No eight letters of the key in a row, its shown last four aside. */
function partsOf(key: string): string[] {
  return Array.from({ length: Math.max(1, key.length - 11) }, (_, at) => key.slice(at, at + 8))
}

const disguises: readonly (readonly [string, (key: string) => string])[] = [
  ['as it is', (key) => key],
  ['in JSON', (key) => JSON.stringify({ key })],
  ['in JSON in JSON', (key) => JSON.stringify({ body: JSON.stringify({ key }) })],
  ['with slashes escaped', (key) => key.replaceAll('/', String.raw`\/`)],
  ['in a URL', (key) => `https://host/path?key=${encodeURIComponent(key)}&x=1`],
  ['in a URL with small hex', (key) => encodeURIComponent(key).replaceAll(/%../g, (hex) => hex.toLowerCase())],
  ['in a form', (key) => new URLSearchParams({ key }).toString()],
  ['with every byte escaped', (key) => [...new TextEncoder().encode(key)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')],
  ['in unicode escapes', (key) => Array.from(key, (each) => String.raw`\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')],
]

test.for(disguises)('A3: no known key survives %s', ([, disguise]) => {
  fc.assert(
    fc.property(anyKey, fc.string(), fc.string(), (key, before, after) => {
      expect(redactor([key])(before + disguise(key) + after)).not.toContain(disguise(key))
    }),
  )
})

test.for(['', 'u:', 'me:', 'bot:', 'user:'])('A3: no known key survives in base64 behind "%s"', (user) => {
  fc.assert(
    fc.property(anyKey, fc.constantFrom('', '\n', ' more'), (key, after) => {
      const bytes = Buffer.from(user + key + after)
      for (const encoding of ['base64', 'base64url'] as const) {
        const clean = redactor([key])(`header ${bytes.toString(encoding)} end`)
        const left = Buffer.from(clean.slice('header '.length), 'base64').toString()
        for (const part of partsOf(key)) expect(left).not.toContain(part)
      }
    }),
  )
})

test('A3: no known key survives torn by quotes, pluses and line ends', () => {
  fc.assert(
    fc.property(textOf(`${letters}-_`, 16, 60), fc.nat(), fc.constantFrom('" + "', `'\n'`, '\\n', '"\\\n  "', ' '), (key, at, tear) => {
      const place = 1 + (at % (key.length - 1))
      const clean = redactor([key])(`key "${key.slice(0, place)}${tear}${key.slice(place)}".`)
      expect(clean).toBe(`key "${keyName(key)}".`)
    }),
  )
})

test('A3: what is shaped like a key does not survive although nobody knows it', () => {
  fc.assert(
    fc.property(shapedKey, fc.constantFrom(' ', '"', '=', '/', ':', '(', '\n'), (key, edge) => {
      expect(redactor([])(`see${edge}${key}${edge === '/' ? '?' : edge}end`)).not.toContain(key.slice(0, -4))
    }),
  )
})

test.for([
  ['x-goog-api-key: 0123456789abcdef', 'x-goog-api-key: …cdef'],
  ['{"apiKey":"0123456789abcdef"}', '{"apiKey":"…cdef"}'],
  [String.raw`{\"api_key\": \"0123456789abcdef\"}`, String.raw`{\"api_key\": \"…cdef\"}`],
  ['STABILITY_API_KEY=0123456789abcdef', 'STABILITY_API_KEY=…cdef'],
  ['Authorization: Bearer 0123456789abcdef', 'Authorization: Bearer …cdef'],
  ['authorization: Token 0123456789abcdef', 'authorization: Token …cdef'],
  ['Authorization: Basic dXNlcjpwYXNzd29yZA==', 'Authorization: Basic …ZA=='],
  ['GET /v1?key=0123456789abcdef&alt=json', 'GET /v1?key=…cdef&alt=json'],
  ['http://me:hunter2secret@proxy:80/', 'http://me:…cret@proxy:80/'],
  ['password=hunter2x', 'password=…'],
] as const)('A3: %s becomes %s', ([text, clean]) => {
  expect(redactor([])(text)).toBe(clean)
})

test.for([
  'A kettle on a key-lime table, 35 mm',
  'Unexpected token < in JSON at position 0',
  'sha256:9f86d081884c7d659a2feaa0',
  'Beat_1.1.png',
])('"%s" stays as it is', (text) => {
  expect(redactor(['AIzaSyKnownKnownKnownKnown7f3a'])(text)).toBe(text)
})

test('redacting twice changes nothing more', () => {
  fc.assert(
    fc.property(anyKey, shapedKey, (key, other) => {
      const redact = redactor([key])
      const once = redact(`${key} Bearer ${other} api_key=${other}`)
      expect(redact(once)).toBe(once)
    }),
  )
})

test.for([
  ['AIzaSy0123456789abcdef7f3a', '…7f3a'],
  ['short', '…'],
  ['', '…'],
] as const)('the key "%s" is shown as %s', ([key, name]) => {
  expect(keyName(key)).toBe(name)
})

test('keys too short to be told from words are left alone', () => {
  expect(redactor(['abc', ''])('an abc book')).toBe('an abc book')
})

// Backtracking of the second degree would need hours for these; a run that ends at all is the proof.
test.for([' ', '"', '\\', 'a', 'api_key', 'Bearer ', ':', '= ', 'sk-', 'A+', '%2', '\\u00', '://', 'authorization: '])(
  'a megabyte of "%s" is read in one go',
  (piece) => {
    const text = piece.repeat(1_000_000 / piece.length)
    const redact = redactor(['A+A+A+A+A+A+A+A+A+A+7f3a', '\\\\\\\\\\\\\\\\\\\\\\\\', 'sk-0123456789abcdef7f3a'])
    expect(redact(text).length).toBeLessThanOrEqual(text.length)
  },
)
