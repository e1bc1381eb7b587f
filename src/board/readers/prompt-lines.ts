import type { Size } from '../picture.ts'
import { assemble } from './assemble.ts'
import type { Found } from './found.ts'
import { takeNotes } from './notes.ts'
import type { Reader } from './reader.ts'
import { refuse } from './refuse.ts'
import { words } from './words.ts'

const option = /--([a-z_]{2,30})(?:[ =]+(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s"'-]\S*|-\d\S*)))?/g

/** "Prompts from file" of Stable Diffusion tools: a line a picture, `--prompt "…" --negative_prompt "…" --steps 20`. */
export const promptLines: Reader = {
  id: 'prompt-lines',
  title: 'A1111 prompt lines',
  needs: 'lines with --prompt "…"',
  knows: ({ syntax, text }) => (syntax === 'text' && isMostlyPrompts(text) ? 0.85 : 0),
  read: async (source) => {
    const notes = takeNotes()
    const found: Found[] = []
    let size: Size | undefined
    for (const [index, line] of source.text.split('\n').entries()) {
      if (line.trim() === '') continue
      const at = index + 1
      const options = optionsIn(line)
      const { prompt, negative_prompt: negative, width, height, ...extra } = options
      const text = words(prompt ?? line.split(' --', 1)[0])
      if (text === '' || text.startsWith('--')) throw await refuse(source, at, { expected: '--prompt "…" with words', found: line })
      size ??= sizeOf(width, height)
      if (size && (width || height) && sizeOf(width, height)?.width !== size.width)
        notes.warn('pictures of another width get that of the first', at)
      notes.map('`--prompt` became the prompt')
      if (negative) notes.map('`--negative_prompt` became the negative prompt')
      for (const key of Object.keys(extra)) notes.map(`\`--${key}\` is kept beside the beat`)
      found.push({
        at,
        prompt: text,
        ...(negative ? { negativePrompt: words(negative) } : {}),
        ...(Object.keys(extra).length > 0 ? { extra } : {}),
      })
    }
    if (size) notes.map(`\`--width\` and \`--height\` became the size of the styles, ${size.width} × ${size.height}`)
    return assemble(source, { format: 'A1111 prompt lines', kind: 'film', found, notes, separate: true, ...(size ? { size } : {}) })
  },
}

function optionsIn(line: string): Record<string, string> {
  const pairs = [...line.matchAll(option)].map(([, name = '', double, single, bare]) => {
    const quoted = (double ?? single)?.replaceAll(/\\(.)/g, '$1')
    return [name, words(quoted ?? bare ?? 'true')] as const
  })
  return Object.fromEntries(pairs)
}

function sizeOf(width: string | undefined, height: string | undefined): Size | undefined {
  const size = { width: Number(width), height: Number(height) }
  return isSide(size.width) && isSide(size.height) ? size : undefined
}

function isSide(pixels: number): boolean {
  return Number.isInteger(pixels) && pixels >= 64 && pixels <= 4_096
}

/** A text that only mentions an option of that name somewhere is no list of them. */
function isMostlyPrompts(text: string): boolean {
  const lines = text.split('\n', 200).filter((line) => line.trim() !== '')
  const named = lines.filter((line) => /(?:^|[ \t])--(?:negative_)?prompt[ =]/.test(line))
  return named.length > 0 && named.length * 3 >= lines.length
}

/** Prompts between `||`, as SwarmUI takes them. */
export const barLists: Reader = {
  id: 'bar-lists',
  title: 'SwarmUI list',
  needs: 'prompts separated by ||',
  knows: ({ syntax, text }) => (syntax === 'text' && /[^|\s][ \t\n]*\|\|[ \t\n]*[^|\s]/.test(text) ? 0.5 : 0),
  read: (source) => {
    const notes = takeNotes()
    const found: Found[] = []
    let line = 1
    for (const piece of source.text.split('||')) {
      const prompt = words(piece.replaceAll(/\s+/g, ' '))
      const lead = piece.length - piece.trimStart().length
      if (prompt === '') notes.ignore('an empty place between bars', line)
      else found.push({ at: line + piece.slice(0, lead).split('\n').length - 1, prompt })
      line += piece.split('\n').length - 1
    }
    notes.map('each text between `||` became a beat')
    return assemble(source, { format: 'SwarmUI list', kind: 'film', found, notes, separate: true })
  },
}
