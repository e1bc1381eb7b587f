import { createHash } from 'node:crypto'

/** The first 16 hex digits of a key's SHA-256: tells keys apart where no key may be written. */
export function keyHash(provider: string, key: string): string {
  return createHash('sha256').update(`${provider}\n${key}`).digest('hex').slice(0, 16)
}

/** The quota domain of a key that was given none: its own. */
export function ownDomain(provider: string, key: string): string {
  return `key-${keyHash(provider, key).slice(0, 8)}`
}

/** Style ids as they are compared: in an environment name `pen-and-ink` can only be `PEN_AND_INK`. */
export function styleName(style: string): string {
  return style.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')
}
