import type { Passage } from '../board.ts'
import { assemble } from './assemble.ts'
import type { Found } from './found.ts'
import { type Notes, takeNotes } from './notes.ts'
import type { Reader } from './reader.ts'
import { moveOf } from './transitions.ts'
import { titleOf, words } from './words.ts'

const heading = /^(?:\.(?=[A-Za-z0-9])|(?=(?:INT|EXT|EST|INT\.?\/EXT|I\/E)[. ]))(.+)$/
const transitionLine = /^(?:>[ ]*(?!.*<$)(.+)|([A-Z][A-Z ]{1,40} TO:|FADE (?:IN|OUT)[.:]?))$/
const character = /^(?:@.+|(?=.*[A-Z])[A-Z0-9][A-Z0-9 .'’-]{0,40}(?:[ ]*\([^()]{1,40}\))?[ ]*\^?)$/

interface Scene {
  readonly name: string
  readonly number: string
  readonly passage: Passage | undefined
}

/** A screenplay in Fountain: scenes are shots, action paragraphs are beats drawn in their scene's place, dialogue is the caption. */
export const fountain: Reader = {
  id: 'fountain',
  title: 'Fountain script',
  needs: 'scene headings like INT. KITCHEN - NIGHT',
  knows: ({ syntax, text, name }) => {
    if (syntax !== 'text') return 0
    if (/\.fountain$/i.test(name)) return 0.9
    return /(?:^|\n)[ \t]*\n?(?:INT|EXT|EST|INT\.?\/EXT|I\/E)[. ][^\n]{2,}\n/.test(text) &&
      /^(?:INT|EXT|EST|I\/E)[./ ][^a-z\n]{2,}$/m.test(text)
      ? 0.8
      : 0
  },
  read: (source) => {
    const notes = takeNotes()
    const { title, from, lines } = withoutTitlePage(source.text)
    const found = beatsIn(paragraphs(lines, from), notes)
    notes.map('scene headings became shots, action became prompts with their heading before them')
    return assemble(source, { format: 'Fountain script', kind: 'film', found, notes, title })
  },
}

/** The title page: `Key: value` lines up to the first empty line. */
function withoutTitlePage(text: string): { title: string; from: number; lines: string[] } {
  const bare = text.replaceAll(/\/\*[^]*?\*\/|\[\[[^]*?\]\]/g, (note) => '\n'.repeat(note.split('\n').length - 1))
  const lines = bare.split('\n')
  if (!/^[A-Z][A-Za-z ]{1,30}:/.test(lines[0] ?? '') || transitionLine.test(lines[0] ?? '')) return { title: '', from: 0, lines }
  const end = lines.findIndex((line) => line.trim() === '')
  const from = end === -1 ? lines.length : end
  const at = lines.findIndex((line) => /^Title:/i.test(line))
  const page = lines.slice(at, from).join('\n')
  const title = /^Title:[ \t]*([^\n]+)/i.exec(page)?.[1] ?? /^Title:[ \t]*\n[ \t]+([^\n]+)/i.exec(page)?.[1] ?? ''
  return { title: titleOf(title.replaceAll(/[_*]/g, '')), from, lines }
}

function paragraphs(lines: readonly string[], from: number): { at: number; lines: string[] }[] {
  const found: { at: number; lines: string[] }[] = []
  let open: { at: number; lines: string[] } | undefined
  for (let index = from; index < lines.length; index++) {
    const line = (lines[index] ?? '').trim()
    if (line === '') open = undefined
    else if (open) open.lines.push(line)
    else found.push((open = { at: index + 1, lines: [line] }))
  }
  return found
}

function beatsIn(parts: readonly { at: number; lines: string[] }[], notes: Notes): Found[] {
  const found: Found[] = []
  let scene: Scene = { name: '', number: '1', passage: undefined }
  let scenes = 0
  let passage: Passage | undefined
  for (const { at, lines } of parts) {
    const [first = '', ...rest] = lines
    const last = found.at(-1)
    const moved = transitionLine.exec(first)
    const place = heading.exec(first)?.[1]
    if (moved && rest.length === 0) passage = moveOf(moved[1] ?? moved[2] ?? '')?.passage
    else if (place !== undefined) {
      scenes++
      scene = { name: titleOf(place.replace(/#([^#]{1,20})#$/, '')), number: String(scenes), passage }
      passage = undefined
      if (rest.length > 0) found.push(actionIn(scene, rest, at + 1))
    } else if (/^(?:#|=|~)/.test(first)) notes.ignore('a section, synopsis or lyric line', at)
    else if (rest.length > 0 && character.test(first)) {
      if (last && last.shot === scene.number) found[found.length - 1] = spoken(last, first, rest)
      else found.push(spoken({ ...actionIn(scene, [first.replaceAll(/[@^]|\(.*\)/g, '')], at) }, first, rest))
      notes.map('dialogue became the caption of the beat before it')
    } else found.push(actionIn(scene, lines, at))
  }
  return firstPassages(found)
}

function actionIn(scene: Scene, lines: readonly string[], at: number): Found {
  const action = words(lines.join(' ').replaceAll(/^!|[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}/g, ''))
  const prompt = scene.name && action ? `${scene.name}. ${action}` : action
  const shotTitle = scene.name ? { shotTitle: scene.name } : {}
  return { at, shot: scene.number, ...shotTitle, prompt, ...(scene.passage ? { passage: scene.passage } : {}) }
}

function spoken(beat: Found, name: string, lines: readonly string[]): Found {
  const who = name.replaceAll(/[@^]|\([^()]*\)/g, '').trim()
  const says = words(lines.filter((line) => !/^\(.*\)$/.test(line)).join(' '))
  const said = `${who}: ${says}`
  return { ...beat, caption: beat.caption === undefined ? said : `${beat.caption}\n${said}` }
}

/** A passage leads into the first beat of its scene only. */
function firstPassages(found: readonly Found[]): Found[] {
  return found.map((beat, index) => {
    if (index === 0 || found[index - 1]?.shot !== beat.shot) return beat
    const { passage: _passage, ...rest } = beat
    return rest
  })
}
