import { z } from 'zod'
import { boardJsonSchema } from '../board/board-file.ts'
import type { RouteFacts } from './route.ts'

type Json = Readonly<Record<string, unknown>>

/** The OpenAPI 3.1 description of all routes, from the schemas that validate them. */
export function openApi(routes: readonly RouteFacts[], version: string): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Beatboard', version, description: 'Ordered lists of prompts in, consistent picture sequences in several styles out.' },
    paths,
    components: {
      schemas: { Problem: problemSchema, Board: boardJsonSchema() },
      securitySchemes: { token: { type: 'apiKey', in: 'header', name: 'X-Beatboard-Token' } },
    },
  }
}

function operation(route: RouteFacts): Json {
  const names = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '')
  const fromPath = names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
  return {
    summary: route.says,
    parameters: [...fromPath, ...queryOf(route)],
    ...bodyOf(route),
    responses: {
      [route.status ?? 200]: { description: 'As asked.', content: answerOf(route) },
      default: {
        description: 'What went wrong, and what to do.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _draft, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<string, unknown>
  return json
}

function queryOf({ query }: RouteFacts): Json[] {
  if (query === undefined) return []
  const { properties } = schemaOf(query, 'input') as { properties?: Record<string, Json> }
  return Object.entries(properties ?? {}).map(([name, schema]) => ({ name, in: 'query', required: false, schema }))
}

function bodyOf({ body, bodyType }: RouteFacts): Json {
  if (bodyType !== undefined) return { requestBody: { content: { [bodyType]: {} } } }
  return body === undefined ? {} : { requestBody: { content: { 'application/json': { schema: schemaOf(body, 'input') } } } }
}

function answerOf({ answer, answerType }: RouteFacts): Json {
  return answer === undefined
    ? { [answerType ?? 'application/octet-stream']: {} }
    : { 'application/json': { schema: schemaOf(answer, 'output') } }
}

const text = { type: 'string' }

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'kind'],
  properties: {
    type: text,
    title: text,
    status: { type: 'integer' },
    detail: text,
    kind: text,
    hint: text,
    line: { type: 'integer' },
    expected: text,
    found: text,
    wrong: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          at: text,
          words: text,
        },
      },
    },
    board: { $ref: '#/components/schemas/Board' },
    version: text,
  },
}
