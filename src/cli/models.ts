import { findProvider, providers } from '../models/catalog.ts'
import { retirement } from '../models/cards.ts'
import type { Card } from '../models/provider.ts'
import { today } from '../studio/world.ts'
import { type Command, exitCodes } from './command.ts'
import { table, unitPrice } from './format.ts'

const asked = { size: { width: 1024, height: 1024 }, references: 0 }

/** `models [PROVIDER]`: what there is to draw with, from the dated cards. */
export const command: Command = {
  usage: 'models [PROVIDER]',
  about: 'Models that can be named with --model: price of a picture of 1024 × 1024, references, sizes, end date.',
  options: {},
  example: 'beatboard models gemini',
  run: async ({ out, words, world }) => {
    const [name] = words
    const day = today(world)
    const cards = (name === undefined ? providers : [findProvider(name)]).flatMap((provider) => provider.cards)
    for (const card of cards) out.emit({ type: 'model', ...facts(card, day) })
    out.print(table([['MODEL', 'A PICTURE', 'REFERENCES', 'SIZES', 'UNTIL'], ...cards.map((card) => row(card, day))]))
    out.print('\nPrices and dates are read from the sources named with --json; "~" marks an estimate.')
    return exitCodes.complete
  },
}

function row(card: Card, day: string): string[] {
  const price = card.priceUsd(asked)
  const until = retirement(card, day)
  const end =
    card.until === undefined
      ? ''
      : `${until.gone ? 'gone since' : 'until'} ${card.until}${card.successor === undefined ? '' : `, then ${card.successor}`}`
  const told = price === undefined ? 'not known' : `${card.estimate === true && price > 0 ? '~' : ''}${unitPrice(price)}`
  return [`${card.provider}/${card.model}`, told, String(card.abilities.references), sizes(card), end]
}

function sizes(card: Card): string {
  const { sizing } = card.abilities
  switch (sizing.by) {
    case 'pixels':
      return `${sizing.min}–${sizing.max} px, multiples of ${sizing.multipleOf}`
    case 'ratio':
      return sizing.ratios.join(' ')
    case 'list':
      return sizing.sizes.map((size) => `${size.width}x${size.height}`).join(' ')
  }
}

function facts(card: Card, day: string): Record<string, unknown> {
  const { provider, model, title, until, successor, source, read, seconds, estimate } = card
  return {
    provider,
    model,
    title,
    priceUsd: card.priceUsd(asked),
    estimate,
    references: card.abilities.references,
    sizes: sizes(card),
    seconds,
    until,
    successor,
    gone: retirement(card, day).gone,
    source,
    read,
  }
}
