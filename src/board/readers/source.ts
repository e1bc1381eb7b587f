import type { BeatboardError } from '../../errors.ts'
import type { Source } from './reader.ts'
import { lineAt, unreadable } from './refuse.ts'
import { afterComments, readScript } from './script-data.ts'

const looksOther: readonly (readonly [RegExp, string])[] = [
  [/^%PDF-/, 'a PDF document'],
  [/^PK\p{Cc}{2}/u, 'a ZIP archive or office document'],
  [/^\{\\rtf/, 'a rich text document'],
  [/^(?:<!doctype html|<html)/i, 'a web page'],
  [/^<\?xml/, 'an XML document'],
  [/^.?PNG\r?\n/, 'a PNG picture'],
]

/** The text of a file: UTF-8, or UTF-16 where a byte order mark says so. Other encodings show as broken characters, which `openSource` refuses. */
export function decodeList(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder().decode(bytes)
}

/** Opens a list once for all readers: refuses what is no text, tells data from prose, parses data. Throws `unreadable-list`. */
export async function openSource(raw: string, name: string): Promise<Source> {
  const text = raw.replace(/^\u{FEFF}/u, '').replaceAll(/\r\n?/g, '\n')
  const start = text.trimStart()
  if (start === '') throw unreadable({ line: 1, expected: 'a list of prompts', found: 'an empty file' })
  const other = looksOther.find(([pattern]) => pattern.test(start))
  if (other) throw unreadable({ line: 1, expected: 'a list of prompts as text', found: other[1] })
  const broken = text.search(/[\0\u{FFFD}]/u)
  if (broken !== -1) throw notText(text, broken)
  return { text, name: name.split(/[/\\]/).at(-1) ?? '', ...(await dataOf(start, text, name)) }
}

function notText(text: string, at: number): BeatboardError {
  const found = text[at] === '\0' ? 'a zero byte' : 'a character that is not valid UTF-8'
  const hint = 'If it is a text file, save it again as UTF-8.'
  return unreadable({ line: lineAt(text, at), expected: 'readable text', found, hint })
}

type Data = Pick<Source, 'syntax' | 'data' | 'left'>
const prose: Data = { syntax: 'text', data: undefined, left: [] }

async function dataOf(start: string, text: string, name: string): Promise<Data> {
  if (/\.ya?ml$/i.test(name) || looksYaml(start)) {
    return { syntax: 'YAML', data: await (await import('./yaml-data.ts')).readYaml(text), left: [] }
  }
  const json = /\.json[lc]?$|\.ndjson$|\.json5$|\.storyboarder$/i.test(name) || looksJson(afterComments(start))
  const script = !json && (/\.[cm]?[jt]s$/i.test(name) || looksScript(afterComments(start)))
  if (!json && !script) return prose
  const whole = json ? parsedJson(text) : undefined
  const parsed = json && whole === undefined ? jsonLines(text) : whole
  if (parsed !== undefined) return { syntax: 'JSON', data: parsed, left: [] }
  const { value, left } = await readScript(text)
  return { syntax: json ? 'JSON' : 'JavaScript', data: value ?? null, left }
}

/** A bracket that opens data rather than a sentence such as `[wide] the harbour` or `{red|blue} boats`. */
function looksJson(start: string): boolean {
  if (start.startsWith('{')) return /^\{\s*(?:["'}]|\/[/*]|[\w$]+\s*:)/.test(start)
  return /^\[\s*(?:[[{"'\]]|\/[/*]|\d+\s*,)/.test(start)
}

function looksScript(start: string): boolean {
  return /^(?:(?:export|import)\s+[\w{*'"]|(?:const|let|var)\s+[\w$]+\s*=|module\.exports|exports\.\w|window\.\w+\s*=)/.test(
    afterComments(start),
  )
}

/** A block of lines under one of the words that lists are called by. */
function looksYaml(start: string): boolean {
  if (/^[{[<]/.test(start)) return false
  return /^(?:shots|beats|sections|scenes|images|prompts|events|(?:construction_)?steps|storyboard)[ ]*:[ ]*\n+[ ]*-[ ]/m.test(start)
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // read again as a script, which knows comments and trailing commas and names the line
  }
}

/** One JSON object a line. */
function jsonLines(text: string): readonly unknown[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length < 2 || parsedJson(lines[0] ?? '') === undefined) return undefined
  const values = lines.map(parsedJson)
  return values.includes(undefined) ? undefined : values
}
