import { framingWords, hourWords, placeWords, poseWords, subjectWords, weatherWords } from './vocabulary.ts'

const plain = new Set(
  'the a an at in on by to of and then with under over inside outside after before as when while from into close wide medium night morning evening int ext add place put cut show only this step first next finally now final one two three four his her their its it she he they we you i shot beat scene page cover day dawn dusk new old long north south east west no not rain snow storm fog light'.split(
    ' ',
  ),
)

const known = [
  ...placeWords.map((row) => row[2]),
  ...[subjectWords, hourWords, weatherWords, framingWords, poseWords].flatMap((rows) => rows.map((row) => row[1])),
]

/** Proper names: capitals inside a sentence, or at its start before a verb or "and". */
export function namesIn(text: string): { name: string; at: number }[] {
  const names: { name: string; at: number }[] = []
  for (const match of text.slice(0, 4000).matchAll(/\b\p{Lu}\p{Ll}{2,14}\b/gu)) {
    const name = match[0]
    const lower = name.toLowerCase()
    if (plain.has(lower) || names.some((other) => other.name === name)) continue
    if (known.some((pattern) => pattern.test(lower))) continue
    const starts = /(?:^|[.!?:;,]\s*)$/u.test(text.slice(0, match.index))
    const after = text.slice(match.index + name.length, match.index + name.length + 24)
    const acts = /^(?: and (?:\p{Lu}|an? |the |her |his )|, (?:the|an?) |'s | (?:is|was|has) | \p{Ll}+s\b(?!\w))/u.test(after)
    if (
      starts
        ? acts || (/,\s*$/u.test(text.slice(0, match.index)) && /^ (?:the|alone|in|on|at|with|\p{Ll}+ing)(?: |,|\.|$)/u.test(after))
        : !/^ \p{Lu}/u.test(after)
    )
      names.push({ name, at: match.index })
  }
  return names.slice(0, 4)
}
