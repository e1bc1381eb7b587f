import { base64Of, dataUrlOf } from './http.ts'
import type { ImageRequest } from './image-model.ts'
import { numberOf } from './json.ts'
import type { Card } from './provider.ts'
import { imageSizeFor, words } from './size.ts'

/** Services behind the router that are spoken to, the synchronous ones first. */
export const services = ['hf-inference', 'together', 'nscale', 'fal-ai'] as const
type Service = (typeof services)[number]

export const tasks = ['text-to-image', 'image-to-image'] as const
type Task = (typeof tasks)[number]

/** Who serves a model for a task, under which name. */
export interface Served {
  readonly service: Service
  readonly task: Task
  readonly modelId: string
}

interface Order {
  /** Under the router's address. */
  readonly path: string
  readonly body: unknown
  readonly warnings: readonly string[]
}

/** The request in the service's own words; the size is always sent. */
export function orderFor(served: Served, card: Card, request: ImageRequest): Order {
  const { size, warning } = imageSizeFor(card.abilities.sizing, request.size)
  const negative = card.abilities.negativePrompt ? request.negativePrompt : undefined
  const dropped = request.negativePrompt !== undefined && negative === undefined
  const warnings = [
    ...(warning === undefined ? [] : [warning]),
    ...(dropped ? [`${card.title} takes no negative prompt; it was left out.`] : []),
  ]
  const asked = { prompt: request.prompt, negative, size, reference: request.references[0]?.picture, request }
  switch (served.service) {
    case 'hf-inference':
      return { path: `hf-inference/models/${served.modelId}`, body: hfInferenceBody(asked), warnings }
    case 'together':
      return { path: 'together/v1/images/generations', body: togetherBody(served, asked), warnings }
    case 'nscale':
      return { path: 'nscale/v1/images/generations', body: nscaleBody(served, asked), warnings: [...warnings, ...leftOut(asked)] }
    case 'fal-ai':
      return { path: `fal-ai/${served.modelId}?_subdomain=queue`, body: falBody(asked), warnings }
  }
}

interface Asked {
  readonly prompt: string
  readonly negative: string | undefined
  readonly size: ImageRequest['size']
  readonly reference: ImageRequest['references'][number]['picture'] | undefined
  readonly request: ImageRequest
}

function hfInferenceBody({ prompt, negative, size, reference, request }: Asked): unknown {
  const settings = { negative_prompt: negative, num_inference_steps: request.steps, guidance_scale: request.guidance, seed: request.seed }
  return reference === undefined
    ? { inputs: prompt, parameters: { ...settings, ...size } }
    : { inputs: base64Of(reference), parameters: { prompt, ...settings, target_size: size } }
}

function togetherBody({ modelId }: Served, { prompt, negative, size, reference, request }: Asked): unknown {
  const settings = { negative_prompt: negative, steps: request.steps, guidance_scale: request.guidance, seed: request.seed }
  // FLUX.1 Kontext takes one picture under a name of its own, every other model a list.
  const alone = /flux\.1.*kontext/i.test(modelId)
  const pictures = reference && (alone ? { image_url: dataUrlOf(reference) } : { reference_images: [dataUrlOf(reference)] })
  return { model: modelId, prompt, ...settings, ...size, ...pictures, n: 1, response_format: 'base64' }
}

function nscaleBody({ modelId }: Served, { prompt, size }: Asked): unknown {
  return { model: modelId, prompt, size: words(size), n: 1, response_format: 'b64_json' }
}

function leftOut({ negative, request }: Asked): string[] {
  const asked = { seed: request.seed, steps: request.steps, guidance: request.guidance, 'negative prompt': negative }
  const names = Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [name]))
  return names.length === 0 ? [] : [`Nscale takes no ${names.join(', no ')}: left out.`]
}

function falBody({ prompt, negative, size, reference, request }: Asked): unknown {
  const settings = { negative_prompt: negative, num_inference_steps: request.steps, guidance_scale: request.guidance, seed: request.seed }
  // Some fal models take one picture, some a list; each ignores the other's field.
  const pictures = reference && { image_url: dataUrlOf(reference), image_urls: [dataUrlOf(reference)] }
  const strength = reference && numberOf(request.options?.['strength'])
  return { prompt, ...settings, image_size: size, num_images: 1, ...pictures, strength }
}
