const general = [
  'Painting the scene…',
  'Waiting for the artist…',
  'Mixing colours…',
  'Finding the light…',
  'Second coat…',
  'Stepping back to look…',
]
const everyMs = 4000

/** Words while a picture is being made: they change every 4 s, in an order of its own for each picture. */
export function loadingWords(id: string, elapsedMs: number): string {
  let seed = 7
  for (const letter of id) seed = (seed * 31 + letter.charCodeAt(0)) % 9973
  const step = Math.floor(elapsedMs / everyMs)
  return general[(seed + step) % general.length] ?? 'Painting the scene…'
}
