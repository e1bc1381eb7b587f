import { performance } from 'node:perf_hooks'
import { readyStyles } from '../src/board/styles.ts'
import { draft } from '../src/models/draft/provider.ts'

/** CPU per draft frame at 1024 × 576, encoding included, for each style that comes ready; exits 1 when one is over the mark. */
const markMs = 60
const frames = 36
const prompts = [
  'Wide: a harbour at dawn, fishing boats at rest, Mara walks along the pier',
  'Storm at night, a ship fights the waves, the lighthouse beam crosses dark water',
  'Mara and Jonas sit in the kitchen by lamp light, rain on the window',
  'A forest in fog, a lone traveller with a lantern walks the path',
  'City street at night in rain, a woman in a red coat and a taxi',
  'Close on her hands holding a lantern',
  'Workbench: three pine planks and a saw',
  'A girl and her dog walk through the village in snow at night',
  'Mountains above a lake in the morning',
]

const [card] = draft.cards
if (card === undefined) throw new Error('The draft provider has no card.')
const model = await draft.createModel(card, '')
const call = { key: undefined, signal: new AbortController().signal, fetch }
let over = false
for (const style of readyStyles) {
  const draw = async (index: number): Promise<number> => {
    const prompt = `${prompts[index % prompts.length]}\nStyle: ${style.words}`
    return (await model.draw({ prompt, references: [], size: { width: 1024, height: 576 }, seed: index }, call)).picture.bytes.length
  }
  for (let index = 0; index < 12; index++) await draw(index)
  const cpu = process.cpuUsage()
  const start = performance.now()
  let bytes = 0
  for (let index = 0; index < frames; index++) bytes += await draw(index)
  const used = process.cpuUsage(cpu)
  const cpuMs = (used.user + used.system) / 1000 / frames
  const wallMs = (performance.now() - start) / frames
  over ||= cpuMs > markMs
  console.log(
    `${style.id.padEnd(14)} ${cpuMs.toFixed(1)} ms CPU  ${wallMs.toFixed(1)} ms wall  ${Math.round(bytes / frames / 1024)} KB  ratio to the mark ${(cpuMs / markMs).toFixed(2)}`,
  )
}
process.exitCode = over ? 1 : 0
