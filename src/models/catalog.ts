import type { ModelChoice } from '../board/board.ts'
import { BeatboardError } from '../errors.ts'
import { automatic1111 } from './automatic1111.ts'
import { retirement } from './cards.ts'
import { draft } from './draft/provider.ts'
import { gemini } from './gemini.ts'
import { horde } from './horde.ts'
import { huggingFace } from './hugging-face.ts'
import type { ImageModel } from './image-model.ts'
import { openaiCompatible } from './openai-compatible.ts'
import { openai } from './openai.ts'
import type { Card, Provider } from './provider.ts'
import { stability } from './stability.ts'

/** Every provider. A new one is a line here and a file beside; drawing code is loaded when it first draws. */
export const providers: readonly Provider[] = [gemini, openai, stability, huggingFace, horde, automatic1111, openaiCompatible, draft]

/** The provider with this id or alias, in any case; otherwise `wrong-usage`, listing the names. */
export function findProvider(name: string): Provider {
  const wanted = name.trim().toLowerCase()
  const found = providers.find((provider) => provider.id === wanted || provider.aliases.includes(wanted))
  if (found) return found
  const names = providers.map(({ id }) => id).join(', ')
  throw new BeatboardError('wrong-usage', `There is no provider “${name}”: choose one of ${names}.`, { expected: names, found: name })
}

export interface Found {
  readonly card: Card
  readonly warnings: readonly string[]
}

/** The card of a model, of the provider's own choice without a name. Old names and near ends are warnings; a model that has ended is `model-gone`. */
export function findCard(provider: Provider, model: string | undefined, today: string, baseUrl: string): Found {
  const asked = model ?? provider.defaultModel
  const name = provider.renamed[asked] ?? asked
  const card = provider.cards.find((one) => one.model === name) ?? provider.unknownModel?.(name, baseUrl)
  if (!card) throw unknownModel(provider, asked)
  const { gone, soon, successor } = retirement(card, today)
  const instead = successor === undefined ? 'choose another model' : `use ${successor} instead`
  if (gone)
    throw new BeatboardError('model-gone', `${provider.title} ended ${asked} on ${card.until}: ${instead}.`, {
      hint: instead,
      billing: 'not-charged',
      found: asked,
      ...(successor !== undefined && { expected: successor }),
    })
  const warnings = [
    ...(name === asked ? [] : [`${provider.title} calls ${asked} ${name} today.`]),
    ...(soon ? [`${provider.title} ${card.until === undefined ? `replaces ${name}` : `ends ${name} on ${card.until}`}: ${instead}.`] : []),
  ]
  return { card, warnings }
}

function unknownModel(provider: Provider, asked: string): BeatboardError {
  const names = provider.cards.map(({ model }) => model).join(', ')
  return new BeatboardError('wrong-usage', `${provider.title} has no model “${asked}”: choose one of ${names}.`, {
    expected: names,
    found: asked,
  })
}

export interface OpenModel extends Found {
  readonly provider: Provider
  readonly model: ImageModel
  readonly baseUrl: string
}

/** What a style's choice draws with. `addresses` are by environment name, e.g. `OPENAI_BASE_URL`; one that is no web address is `wrong-usage`. */
export async function openModel(
  choice: ModelChoice,
  addresses: Readonly<Record<string, string | undefined>>,
  today: string,
): Promise<OpenModel> {
  const provider = findProvider(choice.provider)
  const baseUrl = addressOf(provider, addresses)
  const found = findCard(provider, choice.model, today, baseUrl)
  return { provider, ...found, model: await provider.createModel(found.card, baseUrl), baseUrl }
}

/** Where a provider is asked: the user's address, else its own; empty for one that needs no network. */
export function addressOf(provider: Provider, addresses: Readonly<Record<string, string | undefined>>): string {
  if (provider.baseUrl === undefined) return ''
  const { env, standard } = provider.baseUrl
  const address = addresses[env]?.trim() || standard
  if (/^https?:$/.test(URL.parse(address)?.protocol ?? '')) return address.replace(/\/+$/, '')
  throw new BeatboardError('wrong-usage', `${env} is no web address: write it like ${standard}.`, { expected: standard })
}
