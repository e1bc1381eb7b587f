/** A prompt taken apart: what to show, how, and what the words ask of a continuation. */
export interface PromptWords {
  readonly shows: string
  readonly style: string
  /** Who the characters are; only told, not shown. */
  readonly cast: string
  /** One step of several: "Add only this step", "Show only this first step". */
  readonly step: boolean
}

/** Longest text that is read, in characters; what stands beyond it changes only the chance. */
const longest = 6000
const styleLine = /(?:^|\n)\s*(?:visual |art )?style\s*[:：]\s*/giu
const instructions =
  /\b(image \d|start from the exact|continue from|same camera|same light|colou?r temperature|everything in it stays|later steps|bridge it|style reference|already done|nothing of the steps|no text|no watermark|aspect ratio|keep (?:the|everything))\b/iu
/** Lines that tell how to go on from the picture before; they show nothing. */
const continuity = /^\s*(?:continue from image|start from the exact state|keep the (?:exact )?same|image \d is the style)/iu
const styleTalk =
  /\b(illustration|gouache|watercolou?r|style|line drawing|ink outline|palette|grain|cinematic|film still|35 ?mm|depth of field|render(?:ed|ing)?|photo(?:graph|realistic)?|shapes|white space|uncluttered|strong light source|deep shadow|rich colou?r|soft edges|pale colou?rs|anime|manga|pixel art|comic|cartoon|noir|pastel|sketch|4k|8k|hd|highly detailed|masterpiece|vivid|muted|3d)\b/iu

/** Takes a prompt apart. Any text is taken: control characters fall away, words of no use are left out. */
export function promptWords(prompt: string): PromptWords {
  const styles = [...prompt.matchAll(styleLine)]
  const last = styles.at(-1)
  const body = (last === undefined ? prompt : prompt.slice(0, last.index)).slice(0, longest)
  const named = last === undefined ? '' : prompt.slice(last.index + last[0].length).slice(0, longest)
  // oxlint-disable-next-line no-control-regex -- control characters are what is removed
  const lines = body.replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ').split('\n')
  const step = /\b(?:add only this step|show only this first step)\b/iu.test(body)
  const cast = lines.filter((line) => /^\s*characters\s*:/iu.test(line)).join(' ')
  const clauses = lines
    .filter((line) => !continuity.test(line))
    .filter((line) => !/^\s*characters\s*:/iu.test(line))
    .map((line) => line.replace(/^.*?(?:add only this step|steps after it)\s*:/iu, ''))
    .flatMap((line) => line.split(/(?<=[.;!?])\s+|,\s+/u))
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '' && !instructions.test(clause))
  const talk = clauses.filter((clause) => styleTalk.test(clause))
  return {
    shows: clauses.filter((clause) => !styleTalk.test(clause)).join(', ') || talk.join(', '),
    style: named || talk.join(', '),
    cast,
    step,
  }
}
