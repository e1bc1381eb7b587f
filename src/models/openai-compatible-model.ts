import type { Call, ImageModel } from './image-model.ts'
import { imagesApiModel, testImagesApiKey, type Dialect } from './images-api.ts'
import { serversOwnModel } from './openai-compatible.ts'
import { readOpenai } from './openai-model.ts'
import type { Card } from './provider.ts'
import { imageSizeFor, words } from './size.ts'

const dialect: Dialect = {
  title: 'The server',
  read: (json, answer) => {
    const reading = readOpenai(json, answer)
    // The way out of the original leads to OpenAI's pages, which know nothing of this server.
    return reading && { ...reading, hint: undefined }
  },
  // stable-diffusion.cpp and vLLM-Omni take `image` repeated; `image[]` only some.
  pictureField: 'image',
  fields: (request, card) => {
    const sent = imageSizeFor(card.abilities.sizing, request.size)
    const fields = {
      model: card.model === serversOwnModel ? undefined : card.model,
      prompt: request.prompt,
      n: 1,
      size: words(sent.size),
      response_format: 'b64_json',
      negative_prompt: request.negativePrompt,
      seed: request.seed,
      num_inference_steps: request.steps,
      guidance_scale: request.guidance,
      quality: request.quality,
      ...request.options,
    }
    return { fields, warnings: sent.warning === undefined ? [] : [sent.warning] }
  },
}

export function openaiCompatibleModel(card: Card, baseUrl: string): ImageModel {
  return imagesApiModel(card, baseUrl, { ...dialect, title: titleOf(baseUrl) })
}

export function testOpenaiCompatibleKey(baseUrl: string, call: Call): Promise<string> {
  return testImagesApiKey('openai-compatible', baseUrl, { ...dialect, title: titleOf(baseUrl) }, call)
}

function titleOf(baseUrl: string): string {
  return `The server at ${URL.parse(baseUrl)?.host ?? baseUrl}`
}
