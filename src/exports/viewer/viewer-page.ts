/** Look of the viewer: one column on a phone, cards side by side elsewhere; light and dark as the reader's system. */
export const viewerStyle = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 1500px; padding: 16px; background: light-dark(#f7f4ee, #16181b); color: light-dark(#1b1a17, #e9e5dc); }
header { position: sticky; top: 0; z-index: 1; display: flex; gap: 12px; flex-wrap: wrap; align-items: center; padding: 8px 0; background: inherit; }
h1 { font-size: 22px; margin: 0; flex: 1; } #count { font-variant-numeric: tabular-nums; }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 380px), 1fr)); gap: 20px; }
article { display: grid; gap: 8px; align-content: start; padding: 12px; border-radius: 12px; background: light-dark(#fff, #1f2226); }
article[data-mark=again] { outline: 3px solid light-dark(#a8261a, #ff9486); } article[data-mark=good] { outline: 3px solid light-dark(#256b43, #7fcb9c); }
img { width: 100%; border-radius: 4px; display: block; } .facts { display: flex; justify-content: space-between; font-size: 13px; }
p { margin: 0; } .prompt { font-size: 13px; opacity: .75; } .marks { display: flex; gap: 8px; }
button { font: inherit; min-height: 44px; padding: 0 14px; border: 1px solid; border-radius: 7px; background: transparent; color: inherit; cursor: pointer; }
button[aria-pressed=true] { background: light-dark(#d6e8f1, #12303d); } :focus-visible { outline: 2.5px solid light-dark(#086492, #7ecdec); outline-offset: 2px; }
textarea { font: inherit; width: 100%; box-sizing: border-box; min-height: 3em; }`

/** What the viewer does: marks and notes, kept while the page is open and where the browser allows also after, and saved as a file to send back. */
export const viewerScript = `'use strict'
const facts = JSON.parse(document.getElementById('facts').textContent)
const place = 'beatboard-notes ' + facts.sequence
let notes = {}
try { notes = JSON.parse(localStorage.getItem(place)) || {} } catch { notes = {} }
const cards = [...document.querySelectorAll('article')]
const keep = () => { try { localStorage.setItem(place, JSON.stringify(notes)) } catch { /* a file opened without storage */ } }
const show = (card) => {
  const { mark = '', text = '' } = notes[card.dataset.beat] || {}
  card.dataset.mark = mark
  for (const button of card.querySelectorAll('button')) button.setAttribute('aria-pressed', String(button.dataset.mark === mark))
  const area = card.querySelector('textarea')
  if (area.value !== text) area.value = text
}
const tell = () => {
  const all = Object.values(notes)
  document.getElementById('count').textContent = all.filter((one) => one.mark === 'good').length + ' good, ' +
    all.filter((one) => one.mark === 'again').length + ' again, ' + all.filter((one) => one.text).length + ' notes'
}
const change = (card, more) => {
  const beat = card.dataset.beat
  notes[beat] = { ...notes[beat], ...more }
  if (!notes[beat].mark && !notes[beat].text) delete notes[beat]
  keep(); show(card); tell()
}
for (const card of cards) {
  for (const button of card.querySelectorAll('button'))
    button.addEventListener('click', () => change(card, { mark: card.dataset.mark === button.dataset.mark ? '' : button.dataset.mark }))
  card.querySelector('textarea').addEventListener('input', (event) => change(card, { text: event.target.value }))
  show(card)
}
tell()
const notesText = () => JSON.stringify({ format: 'beatboard-notes', version: 1, sequence: facts.sequence, title: facts.title,
  notes: cards.filter((card) => notes[card.dataset.beat]).map((card) => ({ beat: card.dataset.beat, style: card.dataset.style, ...notes[card.dataset.beat] })) }, null, 2)
document.getElementById('save').addEventListener('click', () => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([notesText()], { type: 'application/json' }))
  link.download = 'beatboard-notes.json'
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10000)
})`
