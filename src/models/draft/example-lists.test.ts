import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { arrange } from './arrange.ts'
import { mirrored } from './camera.ts'
import { continueScene } from './continue-scene.ts'
import { has, type Stage } from './places/place.ts'
import { promptWords } from './prompt-words.ts'
import { readScene } from './read-scene.ts'
import type { Scene } from './scene.ts'
import { boxOf, faceBox, handAt, overlap, type Spot } from './spot.ts'
import { spotsOf } from './spots.ts'
import { subjectPainters } from './subjects/catalog.ts'

interface Shot {
  readonly name: string
  readonly scene: Scene
  readonly stage: Stage
  readonly spots: readonly Spot[]
}

function listed(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../examples/${name}.json`, import.meta.url), 'utf8'))
}

function shot(name: string, scene: Scene): Shot {
  const [width, height] = [1024, 576]
  const stage = { scene, width, height, horizon: height * scene.horizon, sun: { x: width * scene.light, y: height * 0.25 } }
  return { name, scene, stage, spots: spotsOf(stage) }
}

function film(): Shot[] {
  const { prompts: beats } = listed('film') as { prompts: { beat_number: string; transition_type: string; ai_prompt: string }[] }
  const shots: Shot[] = []
  for (const { beat_number: name, transition_type: cut, ai_prompt: prompt } of beats) {
    const words = promptWords(prompt)
    const before = shots.at(-1)?.scene
    const scene = cut === 'C' && before !== undefined ? continueScene(before, words, 1) : arrange(readScene(words, 1))
    shots.push(shot(`film ${name}`, scene))
  }
  return shots
}

function story(): Shot[] {
  const { character_description: cast, events } = listed('story') as {
    character_description: string
    events: { event_number: number; image_prompt: { positive_prompt: string } }[]
  }
  return events.map(({ event_number: number, image_prompt: { positive_prompt: prompt } }) =>
    shot(`story ${number}`, arrange(readScene(promptWords(`Characters: ${cast}\n${prompt}`), 1))),
  )
}

function timeline(): Shot[] {
  const { sections } = listed('timeline') as { sections: { scene_description: string; image_prompt: string }[] }
  return sections.map(({ scene_description: name, image_prompt: prompt }) =>
    shot(`timeline ${name}`, arrange(readScene(promptWords(prompt), 1))),
  )
}

const shots = [...film(), ...story(), ...timeline()]
const people = ({ spots }: Shot): readonly Spot[] => spots.filter((spot) => spot.subject.kind === 'person')

test.for(shots)('no thing stands before a face unless it is held: $name', (one) => {
  const nearest = (face: Spot): readonly Spot[] =>
    one.spots.filter(
      (spot) =>
        spot.subject.kind !== 'person' && spot.held !== true && spot.z < face.z && subjectPainters[spot.subject.kind].on === 'ground',
    )
  const hidden = people(one).flatMap((face) =>
    nearest(face).filter((spot) => spot.subject.kind !== 'hands' && spot.subject.kind !== 'helm' && overlap(boxOf(spot), faceBox(face))),
  )
  expect(hidden.map((spot) => spot.subject.word)).toEqual([])
})

test.for(shots.filter(({ scene }) => scene.place === 'sea'))('nobody stands on water: $name', (one) => {
  const carried = people(one).filter(({ subject, x, y, bust }) => {
    if (bust === true || subject.at === 'boat' || subject.at === 'bow' || subject.at === 'gallery') return true
    if (has(one.stage, 'open') || has(one.stage, 'wave') || has(one.stage, 'aboard')) return false
    const firm = y >= one.stage.height * 0.79
    return has(one.stage, 'rock') ? firm && mirrored(one.stage, x) > one.stage.width * 0.38 : firm
  })
  expect(carried.map((spot) => spot.subject.word)).toEqual(people(one).map((spot) => spot.subject.word))
})

const holding = shots.filter(({ scene, spots }) => scene.framing !== 'close' && spots.some((spot) => spot.held === true))

test.for(holding)('a thing that is held is at a hand: $name', (one) => {
  const far = one.spots
    .filter((spot) => spot.held === true)
    .filter((spot) => {
      const { left, right, top, bottom } = boxOf(spot)
      return !people(one).some((by) => {
        const [x, y] = handAt(by)
        return x > left - 12 && x < right + 12 && y > top - 12 && y < bottom + 24
      })
    })
  expect(far.map((spot) => spot.subject.word)).toEqual([])
})

test.for(shots.filter((one) => people(one).length === 2 && one.scene.framing !== 'wide'))('two who are near do not merge: $name', (one) => {
  const [first, second] = people(one).map(faceBox)
  expect(first !== undefined && second !== undefined && overlap(first, second)).toBe(false)
})

test.for(shots.filter(({ scene }) => scene.subjects.some((subject) => subject.word === 'Mara')))(
  'Mara is old and in her yellow raincoat: $name',
  ({ scene }) => {
    const mara = scene.subjects.find((subject) => subject.word === 'Mara')
    expect(mara).toMatchObject({ woman: true, child: false, colour: 'yellow' })
    expect(mara?.wears).toEqual(expect.arrayContaining(['raincoat yellow', 'old']))
  },
)

test.for(shots.filter(({ scene }) => scene.subjects.some((subject) => subject.word === 'Tomas')))(
  'Tomas is a boy in a red scarf: $name',
  ({ scene }) => {
    const tomas = scene.subjects.find((subject) => subject.word === 'Tomas')
    expect(tomas).toMatchObject({ child: true, woman: false })
    expect(tomas?.wears).toContain('scarf red')
  },
)

test('the film goes where its words go, and the weather with them', () => {
  const seen = shots.slice(0, 30).map(({ name, scene }) => [name.slice(5), scene.place, scene.hour, scene.weather, scene.framing].join(' '))
  expect(seen).toEqual([
    '1.1 sea night storm wide',
    '1.2 sea night storm medium',
    '1.3 sea night storm wide',
    '2.1 room lamp rain medium',
    '2.2 room lamp rain medium',
    '2.3 room lamp rain close',
    '2.4 room lamp rain medium',
    '3.1 city night rain wide',
    '3.2 city night rain medium',
    '3.3 facade night rain close',
    '4.1 sea night rain medium',
    '4.2 sea night rain medium',
    '4.3 sea night storm wide',
    '4.4 sea night rain wide',
    '5.1 tower night clear wide',
    '5.2 tower night clear medium',
    '5.3 tower night clear close',
    '5.4 tower night clear medium',
    '6.1 lamproom night rain wide',
    '6.2 lamproom night rain close',
    '6.3 lamproom night rain close',
    '6.4 lamproom night rain medium',
    '7.1 sea night storm wide',
    '7.2 sea night rain close',
    '7.3 sea dawn cloudy wide',
    '8.1 sea dawn fog wide',
    '8.2 sea dawn fog medium',
    '8.3 sea dawn clear medium',
    '8.4 sea dawn fog close',
    '8.5 sea dusk clear wide',
  ])
})

test('each step of the how-to changes one thing and leaves the place (D2)', () => {
  const { construction_steps: steps } = listed('steps') as { construction_steps: { title: string; description: string }[] }
  const told = (index: number): string => `${steps[index]?.title ?? ''}. ${steps[index]?.description ?? ''}`
  let before = arrange(readScene(promptWords(`Show only this first step and nothing of the steps after it: ${told(0)}`), 1))
  expect(before.place).toBe('bench')
  for (let index = 1; index < steps.length; index++) {
    const next = continueScene(before, promptWords(`Add only this step: ${told(index)}`), 1)
    const fresh = next.subjects.filter((subject) => !before.subjects.some((other) => JSON.stringify(other) === JSON.stringify(subject)))
    expect(fresh, told(index)).toHaveLength(1)
    expect({ ...next, subjects: [] }).toEqual({ ...before, subjects: [] })
    before = next
  }
})
