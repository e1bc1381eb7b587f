// The prompts of a short film, as step 7 leaves them. Read as data, never run.
export const prompts = [
  { shot_number: 1, beat_number: 'Beat_1.1', transition_type: 'H', script_phrase: "The piano came by crane.",
    ai_prompt: `Wide shot of a narrow city street in the morning, a black piano hanging from a crane beside a tall house, people looking up` },
  { shot_number: 1, beat_number: 'Beat_1.2', transition_type: 'C', script_phrase: "It was for the fifth floor.",
    ai_prompt: `Medium shot of a girl in a blue dress at an open window on the fifth floor, arms stretched toward the hanging piano` },
  { shot_number: 1, beat_number: 'Beat_1.3', transition_type: 'C', script_phrase: "It stopped at the third.",
    ai_prompt: `Medium shot of the piano hanging before a window on the third floor, an old man in a cardigan looking out at it` },
  { shot_number: 2, beat_number: 'Beat_2.1', transition_type: 'H', script_phrase: "\"Is this for me?\" asked Mr Oblon.",
    ai_prompt: `Close-up of the old man in the cardigan at his window, hope in his face, the black wood of the piano close before him` },
  { shot_number: 2, beat_number: 'Beat_2.2', transition_type: 'C', script_phrase: "The crane had no answer.",
    ai_prompt: `Wide shot of the crane in the city street, its driver scratching his head under a yellow helmet, the piano hanging above` },
  { shot_number: 2, beat_number: 'Beat_2.3', transition_type: 'C', script_phrase: "So he opened the lid.",
    ai_prompt: `Close-up of the hand of the old man lifting the lid of the hanging piano from his window, white keys in the sun` },
  { shot_number: 3, beat_number: 'Beat_3.1', transition_type: 'Cut', script_phrase: "He had not played for thirty years.",
    ai_prompt: `Medium shot of the old man leaning out of his window, playing the hanging piano with both hands, eyes closed` },
  { shot_number: 3, beat_number: 'Beat_3.2', transition_type: 'C', script_phrase: "The street stopped.",
    ai_prompt: `Wide shot of the city street, a tram standing still, people with bags and bicycles looking up to the piano` },
  { shot_number: 3, beat_number: 'Beat_3.3', transition_type: 'C', script_phrase: "The girl came down two floors.",
    ai_prompt: `Medium shot of the girl in the blue dress running down a staircase with one hand on the rail` },
  { shot_number: 4, beat_number: 'Beat_4.1', transition_type: 'Fade', script_phrase: "They asked the crane to wait until evening.",
    ai_prompt: `Wide shot of the city street at dusk, the piano still hanging at the third floor, lamps lit, people sitting on the pavement` },
  { shot_number: 4, beat_number: 'Beat_4.2', transition_type: 'C', script_phrase: "Four hands fit, if you lean.",
    ai_prompt: `Medium shot of the old man and the girl in the blue dress leaning out of one window, playing together in lamp light` },
  { shot_number: 4, beat_number: 'Beat_4.3', transition_type: 'C', script_phrase: "It is called a neighbourhood.",
    ai_prompt: `Wide shot of the whole house at night, every window lit with listening people, the piano small in the middle` },
]

export default prompts
