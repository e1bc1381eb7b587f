const film = `Wide. The lighthouse on its island at dusk. The lamp is already lit.
A rowing boat with a lantern pulls toward the rock.
The keeper opens the red door into the rain and lifts his lantern.

From above: the spiral stair turning down to a single light.
He stops at the arched window. Out there, a ship is closer than it should be.

The beam crosses dark water and finds the ship.
Morning. Flat water, long clouds, the ship going home.`

const timeline = JSON.stringify(
  [
    { start: 0, end: 6, prompt: 'The moon over a calm sea' },
    { start: 6, end: 12, prompt: 'High tide at a harbour wall, boats at the quay' },
    { start: 12, end: 18, prompt: 'Low tide, the same harbour, boats on the sand' },
  ],
  undefined,
  2,
)

const steps = JSON.stringify(
  {
    title: 'Cedar planter box',
    steps: ['Saw the legs and boards to length', 'Glue and clamp the box', 'Screw the legs on', 'Fill with soil and plant the flowers'],
  },
  undefined,
  2,
)

const story = JSON.stringify(
  {
    title: 'The Fox Who Borrowed the Moon',
    pages: [
      { text: 'A fox sat on the hill and looked at the moon.', imagePrompt: 'A fox on a hill under a full moon' },
      { text: 'May I borrow you for a night? she asked.', imagePrompt: 'A fox looks up at the moon in a night forest' },
      { text: 'And the moon came down.', imagePrompt: 'The moon rests in the grass beside the fox' },
    ],
  },
  undefined,
  2,
)

/** What an example is called where its own list has no title. */
export function exampleTitle(kind: string | undefined): string {
  switch (kind) {
    case 'timeline':
      return 'Why tides turn'
    case 'story':
    case 'steps':
      return ''
    case undefined:
    default:
      return 'Salt & Lantern'
  }
}

/** A list to begin with, of the kind asked for. */
export function exampleOf(kind: string | undefined): string {
  switch (kind) {
    case 'timeline':
      return timeline
    case 'story':
      return story
    case 'steps':
      return steps
    case undefined:
    default:
      return film
  }
}
