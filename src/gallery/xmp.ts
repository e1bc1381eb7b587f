import { parseRecipe, recipeText, type Recipe } from './recipe.ts'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const signs: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Text as XML may hold it; what XML forbids is left out. */
function escaped(text: string): string {
  // oxlint-disable-next-line no-control-regex -- exactly the characters that XML 1.0 does not allow
  const allowed = text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
  return allowed.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)
}

/** IPTC's words for where a picture comes from (cv.iptc.org/newscodes/digitalsourcetype): a trained model, or plain code. */
function sourceType(recipe: Recipe): string {
  return `http://cv.iptc.org/newscodes/digitalsourcetype/${recipe.draft ? 'algorithmicMedia' : 'trainedAlgorithmicMedia'}`
}

/**
 * An XMP packet: the prompt as description, IPTC's mark for pictures made by a machine, and the recipe unless it stands elsewhere.
 * `notes` are single words kept beside the recipe.
 */
export function xmpPacket(recipe: Recipe, content: { readonly withRecipe: boolean; readonly notes?: string }): string {
  const description = recipe.prompt.slice(0, 8000)
  return [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"',
    ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:beatboard="urn:beatboard:recipe:1"',
    ` xmp:CreatorTool="Beatboard" xmp:CreateDate="${escaped(recipe.madeAt)}" Iptc4xmpExt:DigitalSourceType="${sourceType(recipe)}">`,
    `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${escaped(description)}</rdf:li></rdf:Alt></dc:description>`,
    `<beatboard:notes>${escaped(content.notes ?? '')}</beatboard:notes>`,
    content.withRecipe ? `<beatboard:recipe>${escaped(recipeText(recipe))}</beatboard:recipe>` : '',
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>',
  ].join('')
}

/** The notes of a packet that Beatboard wrote; `undefined` for a packet of anybody else. */
export function notesIn(packet: string): string | undefined {
  return packet.match(/<beatboard:notes>([^<]*)<\/beatboard:notes>/)?.[1]
}

export function recipeIn(packet: string): Recipe | undefined {
  const found = packet.match(/<beatboard:recipe>([^<]*)<\/beatboard:recipe>/)?.[1]
  return found === undefined ? undefined : parseRecipe(found.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => signs[name] ?? ''))
}
