import type { Path } from './reader.ts'
import { lineAt, unreadable } from './refuse.ts'

/** The data of a YAML text. References are bounded, so that a small file cannot grow without end. Throws `unreadable-list`. */
export async function readYaml(text: string): Promise<unknown> {
  const { parse } = await import('yaml')
  try {
    return parse(text, { maxAliasCount: 100, uniqueKeys: false, logLevel: 'error' })
  } catch (error) {
    const at = error instanceof Error && 'pos' in error && Array.isArray(error.pos) ? Number(error.pos[0]) : 0
    const found = text.slice(at, at + 100).trim() || 'the end of the file'
    throw unreadable({ line: lineAt(text, at), expected: 'valid YAML', found, hint: 'Look at the indentation just before it.' }, error)
  }
}

/** The line of the value at `path`, or of the deepest step that exists. */
export async function lineInYaml(text: string, path: Path): Promise<number | undefined> {
  const { parseDocument, isNode } = await import('yaml')
  const document = parseDocument(text, { uniqueKeys: false, logLevel: 'silent' })
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return lineAt(text, node.range[0])
  }
  return 1
}
