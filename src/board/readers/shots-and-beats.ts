import { safeStyleId } from '../ids.ts'
import { assemble } from './assemble.ts'
import { columnsOf, foundIn, hasPrompt, keepTop, optional, plainName } from './fields.ts'
import type { Found } from './found.ts'
import { type Notes, takeNotes } from './notes.ts'
import type { Path, Reader } from './reader.ts'
import { joinStyles, type StyleList } from './style-lists.ts'
import { isRecord, isRecords, titleOf, words } from './words.ts'

type Item = Readonly<Record<string, unknown>>
interface Placed {
  readonly item: Item
  readonly at: Path
}

const listNames = ['shots', 'beats', 'prompts', 'storyboard', 'items', 'frames', 'panels', 'images', 'list', 'data']
const titleNames = ['title', 'project', 'project_name', 'film', 'name']

/** Shots and beats as JSON, JavaScript or YAML: flat items, shots with beats inside, bare strings, or one list for each style. */
export const shotsAndBeats: Reader = {
  id: 'shots-and-beats',
  title: 'Shots and beats',
  needs: 'a list of items with ai_prompt (and shot_number, beat_number, script_phrase, transition_type)',
  knows: ({ data }) => scoreOf(data),
  read: (source) => {
    const notes = takeNotes()
    const top = isRecord(source.data) ? source.data : undefined
    const titleKey = titleNames.find((name) => titleOf(top?.[name]) !== '')
    const styles = top ? styleLists(top) : []
    const listKey = styles.length > 0 ? undefined : listNames.find((name) => Array.isArray(top?.[name]))
    const used = [...(titleKey ? [titleKey] : []), ...(listKey ? [listKey] : []), ...styles.map(([key]) => key), ...castNames]
    const found =
      styles.length > 0
        ? foundInStyles(styles, notes)
        : foundInList(listKey ? top?.[listKey] : source.data, listKey ? [listKey] : [], notes)
    const cast = words(castNames.map((name) => top?.[name]).find((value) => words(value) !== ''))
    return assemble(source, {
      format: `${found.every((beat) => beat.beat === undefined && beat.shot === undefined) ? 'Prompts' : 'Shots and beats'} (${source.syntax})`,
      kind: 'film',
      found,
      notes,
      ...(titleKey ? { title: titleOf(top?.[titleKey]) } : {}),
      ...(cast ? { cast } : {}),
      extra: top && keepTop(top, used, notes),
    })
  },
}

const castNames = ['character_description', 'cast']

function scoreOf(data: unknown): number {
  const top = isRecord(data) ? data : undefined
  if (top && styleLists(top).length > 0) return 0.8
  const list = top ? listNames.map((name) => top[name]).find(Array.isArray) : data
  if (!Array.isArray(list) || list.length === 0) return 0
  if (list.every((item) => typeof item === 'string')) return 0.5
  if (!isRecords(list)) return 0
  const items = list.slice(0, 20).flatMap((item) => (isRecords(item['beats']) ? item['beats'].slice(0, 5) : [item]))
  const columns = columnsOf(items.flatMap((item) => Object.keys(item)))
  const numbered = columns.fields.has('beat') || columns.fields.has('shot')
  if (hasPrompt(columns)) return numbered ? 0.8 : 0.6
  return columns.fields.has('prompt') ? 0.4 : 0
}

/** Lists by style at the top: `{ "illustration": [items], "clear": [items] }`, or the exports of a script. */
function styleLists(top: Item): [key: string, list: readonly Item[]][] {
  const lists = Object.entries(top).filter((pair): pair is [string, readonly Item[]] => isRecords(pair[1]) && !listNames.includes(pair[0]))
  return lists.filter(([, list]) => hasPrompt(columnsOf(Object.keys(list[0] ?? {}))))
}

function foundInStyles(lists: readonly (readonly [string, readonly Item[]])[], notes: Notes): Found[] {
  // the fields of the first list are told; those of the others are the same and would only be counted again
  const named = lists.map(([key, list], index): StyleList => ({
    style: styleIn(key),
    found: foundInList(list, [key], index === 0 ? notes : takeNotes()),
  }))
  return joinStyles(named, notes)
}

/** `prompts-clear`, `clearPrompts` and `clear` are lists of the style clear. */
function styleIn(key: string): string {
  const bare = plainName(key).replaceAll(/^(?:prompts?|style)_|_prompts?$/g, '')
  return safeStyleId(bare) || 'style'
}

function foundInList(list: unknown, at: Path, notes: Notes): Found[] {
  if (!Array.isArray(list)) return []
  if (list.every((item) => typeof item === 'string')) return list.map((text, index) => ({ at: [...at, index], prompt: words(text) }))
  const placed = list.flatMap((item: unknown, index): Placed[] => placedIn(item, [...at, index], notes))
  const keys = new Set<string>()
  for (const { item } of placed) for (const key in item) keys.add(key)
  const columns = columnsOf(keys)
  return placed.map(({ item, at: place }) => foundIn(item, columns, place, notes))
}

/** An item, or the beats of a shot with the shot's number, title and other fields handed down. */
function placedIn(item: unknown, at: Path, notes: Notes): Placed[] {
  if (typeof item === 'string') return [{ item: { prompt: item }, at }]
  if (!isRecord(item)) {
    notes.ignore('an entry that is no beat', at)
    return []
  }
  if (!Array.isArray(item['beats'])) return [{ item, at }]
  const { beats: _beats, title, shot_title: shotTitle = title, shot_number: number, shot = number, id = shot, ...others } = item
  const rest = Object.keys(others).length > 0 ? { shot_fields: others } : {}
  const label = words(id) || String(Number(at.at(-1)) + 1)
  return (item['beats'] as unknown[]).flatMap((beat, index): Placed[] => {
    const shared = { shot_number: label, ...optional('shot_title', titleOf(shotTitle)), ...(index === 0 ? rest : {}) }
    if (typeof beat === 'string') return [{ item: { ...shared, prompt: beat }, at: [...at, 'beats', index] }]
    return isRecord(beat) ? [{ item: { ...beat, ...shared }, at: [...at, 'beats', index] }] : []
  })
}
