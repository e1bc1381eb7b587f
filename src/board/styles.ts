import type { BoardKind, Style } from './board.ts'

const size = { width: 1024, height: 576 }

/** The three styles that come ready (A2). Their models are filled in where the backend is chosen. */
export const readyStyles: readonly Style[] = [
  {
    id: 'illustration',
    title: 'Illustration',
    words: 'gouache illustration, flat simplified shapes, matte paper grain, warm limited palette, soft edges',
    models: [],
    continuity: 'chain',
    size,
  },
  {
    id: 'clear',
    title: 'Clear',
    words: 'clear line drawing, even ink outline, flat pale colours, uncluttered, generous white space',
    models: [],
    continuity: 'chain',
    size,
  },
  {
    id: 'consistent',
    title: 'Consistent',
    words: 'cinematic frame, one strong light source, deep shadow, rich colour, shallow depth of field, 35 mm',
    models: [],
    continuity: 'chain',
    size,
  },
]

/** The style of a list that brings its own visual style with every beat. */
const asWritten: Style = { id: 'as-written', title: 'As written', words: '', models: [], continuity: 'none', size }

/** The styles a new board of this kind starts with: three side by side for a film, one where one picture a place is the custom. */
export function startingStyles(kind: BoardKind): readonly Style[] {
  const [illustration, clear] = readyStyles as readonly [Style, Style, Style]
  switch (kind) {
    case 'film':
      return readyStyles
    case 'timeline':
      return [asWritten]
    case 'story':
      return [{ ...illustration, continuity: 'reference' }]
    case 'steps':
      return [clear]
  }
}

/** A style of this id: one that comes ready, or a new one whose id says what it is drawn like. */
export function styleNamed(id: string): Style {
  const ready = [...readyStyles, asWritten].find((style) => style.id === id)
  return ready ?? { id, words: `${id.replaceAll('-', ' ')} style`, models: [], continuity: 'chain', size }
}
