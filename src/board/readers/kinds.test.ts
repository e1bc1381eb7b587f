import { expect, test } from 'vitest'
import { readList } from './catalog.ts'
import { sizeOfRatio } from './illustrated-story.ts'

const read = (data: unknown, name = 'list.json'): ReturnType<typeof readList> =>
  readList(typeof data === 'string' ? data : JSON.stringify(data), name)

test('B2: a timed section keeps every field: words, style, caption, times and what a board has no word for', async () => {
  const section = {
    start_time: 3.5,
    end_time: 7.8,
    transcript_text: 'said',
    image_prompt: 'a boat',
    sentiment: 'positive',
    scene_description: 'harbour',
    visual_style: 'watercolor',
  }
  const { board } = await read({ video_name: 'v', language: 'en', generated_at: '2025', num_sections: 1, sections: [section] })
  expect({ kind: board.kind, title: board.title, extra: board.extra }).toEqual({
    kind: 'timeline',
    title: 'v',
    extra: { video_name: 'v', language: 'en', generated_at: '2025' },
  })
  expect(board.shots[0]?.beats).toEqual([
    {
      id: '1',
      prompt: 'a boat',
      styleWords: 'watercolor',
      caption: 'said',
      start: 3.5,
      end: 7.8,
      transition: 'hard_cut',
      extra: { sentiment: 'positive', scene_description: 'harbour' },
    },
  ])
})

test('B2: sections out of order stay in their order with a warning; segments of a transcript are drawn from their text', async () => {
  const { board, warnings } = await read({
    language: 'en',
    segments: [
      { start: 5, end: 4, text: 'b' },
      { start: '0:01', end: 2, text: 'a' },
    ],
  })
  expect(board.shots[0]?.beats.map((beat) => [beat.prompt, beat.start, beat.end])).toEqual([
    ['b', 5, undefined],
    ['a', 1, 2],
  ])
  expect(warnings).toEqual([
    'an end before the start is left out, at segments[0]',
    'a section that starts before the one above it stays where the list has it, at segments[1]',
  ])
})

test('a list with times and beat numbers is a film with times', async () => {
  const { board } = await read([{ beat_number: 'Beat 1', start: 0, end: 2.5, text: 'a boat', photo: '', sfx: 'None' }])
  expect([board.kind, board.shots[0]?.beats]).toEqual(['film', [{ id: '1', prompt: 'a boat', start: 0, end: 2.5, transition: 'hard_cut' }]])
})

test('A17: the storyboard superset keeps overlays and sounds, and `None` is empty', async () => {
  const { board } = await read([
    { shot_number: 1, beat_number: '1.1', ai_prompt: 'a', text_overlay: 'Hi', kinetic_text: 'None', sfx: 'rain' },
  ])
  expect(board.shots[0]?.beats[0]?.extra).toEqual({ text_overlay: 'Hi', sfx: 'rain' })
})

test('C1: a story page keeps text, style and avoidance; what an earlier run left is not part of it', async () => {
  const event = {
    event_number: 3,
    title: 'T',
    content: 'Once.',
    translation: 'Einmal.',
    vocabulary_in_event: ['once'],
    grammar_in_event: [],
    image_status: 'failed',
    image_base64: 'AAAA',
    error: 'x',
    image_prompt: { positive_prompt: 'a girl', negative_prompt: 'text', style: 'pencil', aspect_ratio: '9:16' },
  }
  const { board, ignored } = await read({
    content_data: { title: 'S', character_description: 'Ida', image_generation_status: 'partial', events: [event] },
  })
  expect(board).toEqual({
    title: 'S',
    kind: 'story',
    cast: 'Ida',
    styles: [{ id: 'as-written', title: 'As written', words: '', models: [], continuity: 'reference', size: { width: 576, height: 1024 } }],
    shots: [
      {
        id: '1',
        beats: [
          {
            id: '3',
            prompt: 'a girl',
            title: 'T',
            caption: 'Once.',
            styleWords: 'pencil',
            negativePrompt: 'text',
            transition: 'hard_cut',
            extra: { translation: 'Einmal.', vocabulary_in_event: ['once'] },
          },
        ],
      },
    ],
  })
  expect(ignored).toEqual([
    '`image_status`, at content_data.events[0]',
    '`image_base64`, at content_data.events[0]',
    '`error`, at content_data.events[0]',
    '`image_generation_status`, left by an earlier run, at content_data.image_generation_status',
  ])
})

test('C1: pages that ask for several ratios get the most frequent, with a warning', async () => {
  const events = ['1:1', '16:9', '16:9'].map((ratio) => ({ image_prompt: { positive_prompt: 'p', aspect_ratio: ratio } }))
  const { board, warnings } = await read({ events })
  expect([board.styles[0]?.size, warnings]).toEqual([
    { width: 1024, height: 576 },
    ['the pages ask for 2 ratios; all are made in 16:9, at events'],
  ])
})

test.for([
  ['16:9', { width: 1024, height: 576 }],
  ['1:1', { width: 1024, height: 1024 }],
  ['9x16', { width: 576, height: 1024 }],
  ['100:1', undefined],
  ['wide', undefined],
] as const)('the ratio %s is %j', ([ratio, size]) => {
  expect(sizeOfRatio(ratio)).toEqual(size)
})

test('D1: steps as strings and as objects are the same chain', async () => {
  const { board } = await read({
    title: 'Box',
    construction_steps: ['Cut it', { step_number: 2, title: 'Glue', description: 'All edges', safety_notes: ['gloves'] }],
  })
  expect([board.kind, board.title, board.shots[0]?.beats]).toEqual([
    'steps',
    'Box',
    [
      { id: '1', prompt: 'Cut it', caption: 'Cut it', transition: 'hard_cut' },
      {
        id: '2',
        prompt: 'Glue: All edges',
        title: 'Glue',
        caption: 'All edges',
        transition: 'continue',
        extra: { safety_notes: ['gloves'] },
      },
    ],
  ])
})

test('a bare array of steps with numbers and descriptions is a how-to', async () => {
  const { board } = await read([{ step_number: 1, title: 'A', description: 'B', image_prompt: 'own words' }])
  expect([board.kind, board.shots[0]?.beats[0]?.prompt]).toEqual(['steps', 'own words'])
})

test('A17: a scene plan is a timeline drawn from description and camera words', async () => {
  const scene = {
    id: 'sc1',
    description: 'A boat',
    framing: 'wide',
    shot_language: { lens: '35 mm' },
    start_seconds: 0,
    end_seconds: 4,
    transition_in: 'fade',
  }
  const { board } = await read({ title: 'P', scenes: [scene] })
  expect([board.kind, board.shots[0]?.beats]).toEqual([
    'timeline',
    [{ id: 'sc1', prompt: 'A boat, wide, 35 mm', start: 0, end: 4, passage: 'fade', transition: 'hard_cut' }],
  ])
})

test('A17: a storyboarder file has shots where boards begin one, and times in seconds', async () => {
  const boards = [
    { uid: 'A', newShot: true, action: 'A boat', dialogue: 'Hello', time: 0, duration: 1500 },
    { uid: 'B', notes: 'A tree', time: 1500, duration: 500, lineMileage: 3 },
    { uid: 'C', newShot: true, dialogue: 'Bye' },
  ]
  const { board } = await read({ version: '1', aspectRatio: 1.7, boards })
  expect(board.shots).toEqual([
    {
      id: '1',
      beats: [
        { id: '1.1', prompt: 'A boat', caption: 'Hello', start: 0, end: 1.5, transition: 'hard_cut' },
        { id: '1.2', prompt: 'A tree', start: 1.5, end: 2, transition: 'continue', extra: { lineMileage: 3 } },
      ],
    },
    { id: '2', beats: [{ id: '2.1', prompt: 'Bye', transition: 'hard_cut' }] },
  ])
})

test('A17: an image set in YAML shares its default style', async () => {
  const { board } = await read('defaults:\n  style: ink\nimages:\n  - name: hero\n    description: A man by [dog]\n    n: 2\n', 'x')
  expect([board.styles.map((style) => style.id), board.shots[0]?.beats, board.extra]).toEqual([
    ['as-written'],
    [{ id: 'hero', prompt: 'A man by [dog]', title: 'hero', styleWords: 'ink', transition: 'hard_cut', extra: { n: 2 } }],
    { defaults: { style: 'ink' } },
  ])
})

test('a prompt longer than most providers take is kept whole and told', async () => {
  const { board, warnings } = await read([{ beat_number: '1.1', ai_prompt: 'x'.repeat(5_000) }])
  expect([board.shots[0]?.beats[0]?.prompt.length, warnings]).toEqual([
    5_000,
    ['1 prompt is longer than 4000 characters, which most providers cut or refuse: 1.1'],
  ])
})
