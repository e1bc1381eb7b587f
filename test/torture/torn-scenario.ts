import { hash } from 'node:crypto'
import { readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Round, beginRound, finish } from './kill-scenario.ts'
import type { Stage } from './stage.ts'
import { type Tally, newTally, settleInto } from './tally.ts'
import { smallBoard, timelineBoard } from './torture-boards.ts'

/** Finished pictures are cut and scratched: `verify` says so, `generate` makes the cut one anew, and no other is touched or paid. */
export async function tornPicture(stage: Stage): Promise<Tally> {
  const tally = newTally('torn picture')
  const round = await complete(stage, tally, 'torn')
  const [cut, scratched] = ['chained/Shot_1/Beat_1.2.png', 'loose/Shot_2/Beat_2.3.png'].map((path) => join('generated_images', path)) as [
    string,
    string,
  ]
  const before = await readFile(join(round.project.folder, cut))
  await truncate(join(round.project.folder, cut), Math.floor(before.length * 0.6))
  const bytes = await readFile(join(round.project.folder, scratched))
  const flipped = Buffer.from(bytes)
  for (let at = bytes.length - 400; at < bytes.length - 380; at++) flipped.writeUInt8((bytes[at] ?? 0) ^ 0xff, at)
  await writeFile(join(round.project.folder, scratched), flipped)
  await findingsAre(stage, tally, round, [cut, scratched])
  round.observer.forget(hash('sha256', before, 'hex'))
  round.observer.forget(hash('sha256', bytes, 'hex'))
  // The way out that verify names for a file of the right length.
  await rm(join(round.project.folder, scratched))
  await expectBills(stage, tally, round, 2)
  round.books.allow('chained/1.2', 'loose/2.3')
  await finish(stage, tally, round)
  return tally
}

/** Views are cut: `verify` says so and `generate` writes them anew; a cut board stops everything, clearly, before anything is sent. */
export async function tornView(stage: Stage): Promise<Tally> {
  const tally = newTally('torn view')
  const round = await complete(stage, tally, 'views')
  await truncate(join(round.project.folder, 'image_progress_loose.json'), 20)
  await findingsAre(stage, tally, round, ['image_progress_loose.json'])
  await expectBills(stage, tally, round, 0)
  const file = join(round.project.folder, 'board.json')
  const board = await readFile(file)
  await truncate(file, Math.floor(board.length / 2))
  for (const args of [round.args, ['generate', round.project.folder], ['status', round.project.folder], ['verify', round.project.folder]]) {
    const { code, text } = await stage.ask(...args)
    if (code !== 2 || !text.includes('board.json')) tally.problems.push(`a torn board: ${args[0]} ends with ${code}: ${text.slice(0, 300)}`)
  }
  await rm(file)
  await expectBills(stage, tally, round, 0)
  await finish(stage, tally, round)
  const timeline = await complete(stage, tally, 'sections', timelineBoard('sections'))
  await truncate(join(timeline.project.folder, 'metadata.json'), 100)
  await findingsAre(stage, tally, timeline, ['metadata.json'])
  await expectBills(stage, tally, timeline, 0)
  await finish(stage, tally, timeline)
  return tally
}

async function complete(stage: Stage, tally: Tally, name: string, board: Round['project']['board'] = smallBoard(name)): Promise<Round> {
  const round = await beginRound(stage, name, board)
  const victim = stage.start(round.args)
  const { code } = await victim.exit
  if (code !== 0) tally.problems.push(`${name} does not complete: ${victim.told()}`)
  await settleInto(tally, round)
  return round
}

async function findingsAre(stage: Stage, tally: Tally, { project }: Round, paths: readonly string[]): Promise<void> {
  const { lines } = await stage.ask('verify', project.folder)
  const found = new Set(lines.filter(({ type }) => type === 'finding').map(({ path }) => path))
  for (const path of paths) if (!found.has(path)) tally.problems.push(`verify does not see ${path}`)
  if (found.size !== paths.length) tally.problems.push(`verify finds ${[...found].join(', ')}`)
  tally.breaks += paths.length
}

/** The next run completes and is billed exactly so many pictures. */
async function expectBills(stage: Stage, tally: Tally, round: Round, bills: number): Promise<void> {
  const before = stage.asked.length
  const victim = stage.start(round.args)
  const { code } = await victim.exit
  if (code !== 0) tally.problems.push(`the run after the damage ends with ${code}: ${victim.told().slice(-400)}`)
  const billed = stage.asked.slice(before).filter((asked) => asked.billed === 'picture').length
  if (billed !== bills) tally.problems.push(`${billed} pictures billed, ${bills} were torn`)
}
