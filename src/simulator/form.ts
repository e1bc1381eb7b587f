import type { Arrived } from './wire.ts'

/** A multipart form: texts by field, files in the order they came. */
export interface Form {
  readonly texts: Readonly<Record<string, string>>
  readonly files: readonly { readonly field: string; readonly bytes: Buffer }[]
}

/** `undefined` when the body is not a readable form. */
export async function readForm(arrived: Arrived): Promise<Form | undefined> {
  const type = arrived.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) return undefined
  try {
    const data = await new Response(new Uint8Array(arrived.body), { headers: { 'content-type': type } }).formData()
    const texts: Record<string, string> = {}
    const files: { field: string; bytes: Buffer }[] = []
    for (const [field, value] of data) {
      if (typeof value === 'string') texts[field] = value
      else files.push({ field, bytes: Buffer.from(await value.arrayBuffer()) })
    }
    return { texts, files }
  } catch {
    return undefined
  }
}

/** A JSON object, `undefined` when the body is none. */
export function readJson(arrived: Arrived): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(arrived.body.toString('utf8'))
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object in this field, empty when there is none. */
export function objectIn(value: unknown, field: string): Readonly<Record<string, unknown>> {
  const inner = isObject(value) ? value[field] : undefined
  return isObject(inner) ? inner : {}
}

export function listIn(value: unknown, field: string): readonly unknown[] {
  const inner = isObject(value) ? value[field] : undefined
  return Array.isArray(inner) ? inner : []
}

export function textIn(value: unknown, field: string): string | undefined {
  const inner = isObject(value) ? value[field] : undefined
  return typeof inner === 'string' ? inner : undefined
}

/** A finite number, also one written as text (forms, the Horde's seeds). */
export function numberIn(value: unknown, field: string): number | undefined {
  const inner = isObject(value) ? value[field] : undefined
  const number = typeof inner === 'string' && inner !== '' ? Number(inner) : inner
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

/** The bytes of a data URL or of bare base64. */
export function decode(text: string): Buffer {
  return Buffer.from(text.replace(/^data:[^,]*,/, ''), 'base64')
}
