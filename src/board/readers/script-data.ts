import type { AnyNode, Expression, ObjectExpression, Program, VariableDeclaration } from 'acorn'
import type { BeatboardError } from '../../errors.ts'
import type { Path } from './reader.ts'
import { lineAt, unreadable } from './refuse.ts'

/** The data a script holds. Nothing of it ever runs: literals are walked, everything else is refused. */
export interface ScriptData {
  readonly value: unknown
  /** Statements that hold no data, with their line. */
  readonly left: readonly string[]
}

type Acorn = typeof import('acorn')
interface Script {
  readonly text: string
  readonly names: Map<string, Expression>
  readonly exported: Map<string, Expression>
  readonly left: string[]
  /** Names looked up so far: bounded, so that names made of names cannot grow without end. */
  lookups: number
}

const mostLookups = 100
const deepest = 200

/** Reads the lists of a JavaScript file or of JSON with comments: exports, constants or one bare value. Throws `unreadable-list`. */
export async function readScript(text: string): Promise<ScriptData> {
  const script = open(await import('acorn'), text)
  const root = rootOf(script)
  if (!root) throw unreadable({ line: 1, expected: 'a list in the file, e.g. export default [ … ]', found: text })
  return { value: valueOf(script, root, 0), left: script.left }
}

/** The line of the value at `path`, or of the deepest step that exists. */
export async function lineInScript(text: string, path: Path): Promise<number | undefined> {
  const script = open(await import('acorn'), text)
  let node = rootOf(script)
  for (const step of path) {
    const next = node && childAt(script, node, step)
    if (!next) break
    node = next
  }
  return node && lineAt(text, node.start)
}

function open(acorn: Acorn, text: string): Script {
  const script: Script = { text, names: new Map(), exported: new Map(), left: [], lookups: 0 }
  const program = parse(acorn, text)
  if (program.type !== 'Program') script.exported.set('default', program)
  else for (const statement of program.body) note(script, statement)
  return script
}

/** A bare value first, because `{` would open a block in a program. */
function parse(acorn: Acorn, text: string): Program | Expression {
  const options = { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true } as const
  try {
    if (!/^[{[]/.test(afterComments(text.trimStart()))) return acorn.parse(text, options)
    const node = acorn.parseExpressionAt(text, 0, options)
    const rest = text.slice(node.end).replaceAll(/\/\/[^\n]*|\/\*[^]*?\*\//g, '')
    if (!/[^\s;]/.test(rest)) return node
    throw Object.assign(new SyntaxError('more text after the value'), { pos: node.end + text.slice(node.end).search(/[^\s;]/) })
  } catch (error) {
    throw syntaxFault(text, error)
  }
}

function syntaxFault(text: string, error: unknown): BeatboardError {
  const at = typeof error === 'object' && error !== null && 'pos' in error && typeof error.pos === 'number' ? error.pos : 0
  const column = at - text.lastIndexOf('\n', at - 1)
  const there = text.slice(at, at + 100).trim()
  const found = error instanceof RangeError ? 'nesting too deep to read' : `${there || 'the end of the file'} (column ${column})`
  return unreadable({ line: lineAt(text, at), expected: 'valid JSON or plain JavaScript data', found, hint: hintFor(there) }, error)
}

function hintFor(there: string): string {
  return there === '' ? 'Is the file cut off?' : 'Look for a missing comma, quote or bracket just before it.'
}

function note(script: Script, statement: Program['body'][number]): void {
  if (statement.type === 'VariableDeclaration') return noteNames(script.names, statement)
  if (statement.type === 'ExpressionStatement') return noteExpression(script, statement.expression)
  if (statement.type === 'ExportDefaultDeclaration') script.exported.set('default', statement.declaration as Expression)
  else if (statement.type === 'ExportNamedDeclaration' && statement.declaration?.type === 'VariableDeclaration') {
    noteNames(script.names, statement.declaration)
    noteNames(script.exported, statement.declaration)
  } else if (statement.type !== 'EmptyStatement')
    script.left.push(`line ${lineAt(script.text, statement.start)}: a statement that holds no data`)
}

function noteNames(names: Map<string, Expression>, { declarations }: VariableDeclaration): void {
  for (const { id, init } of declarations) if (id.type === 'Identifier' && init) names.set(id.name, init)
}

/** `module.exports = […]`, `exports.clear = […]`, `window.prompts = […]`, or a value on its own. */
function noteExpression(script: Script, expression: Expression): void {
  if (expression.type !== 'AssignmentExpression') {
    if (expression.type !== 'Literal') script.exported.set('default', expression)
    return
  }
  const { left, right } = expression
  const property = left.type === 'MemberExpression' && left.property.type === 'Identifier' ? left.property.name : undefined
  const name = left.type === 'Identifier' ? left.name : property
  if (name !== undefined) script.exported.set(name === 'exports' ? 'default' : name, right)
}

/** The default export, else the one list, else all exported or declared lists by name. */
function rootOf(script: Script): Expression | undefined {
  const main = script.exported.get('default')
  if (main) return main
  const named = [...(script.exported.size > 0 ? script.exported : script.names)].filter(([, node]) =>
    /^(?:Array|Object)Exp/.test(node.type),
  )
  const [first] = named
  if (named.length <= 1) return first?.[1]
  const properties = named.map(([name, value]) => ({ type: 'Property', kind: 'init', key: { type: 'Identifier', name }, value }))
  return { type: 'ObjectExpression', start: 0, end: 0, properties } as unknown as ObjectExpression
}

function childAt(script: Script, node: Expression, step: string | number): Expression | undefined {
  const target = node.type === 'Identifier' ? script.names.get(node.name) : node
  if (target?.type === 'ArrayExpression' && typeof step === 'number') return (target.elements[step] ?? undefined) as Expression | undefined
  if (target?.type !== 'ObjectExpression') return undefined
  const found = target.properties.findLast((one) => one.type === 'Property' && keyOf(one.key) === step)
  return found?.type === 'Property' ? found.value : undefined
}

function keyOf(key: AnyNode): string | undefined {
  if (key.type === 'Identifier') return key.name
  return key.type === 'Literal' ? String(key.value) : undefined
}

function valueOf(script: Script, node: AnyNode, depth: number): unknown {
  if (depth > deepest) throw notData(script, node, 'nesting no deeper than 200')
  if (node.type === 'ObjectExpression') return recordOf(script, node, depth)
  if (node.type === 'ArrayExpression') return node.elements.map((element) => (element ? valueOf(script, element, depth + 1) : null))
  if (node.type === 'Literal' && !node.regex && typeof node.value !== 'bigint') return node.value
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0]?.value.cooked ?? ''
  if (node.type === 'BinaryExpression') return joined(script, node)
  if (node.type === 'UnaryExpression' && node.operator === '-' && node.argument.type === 'Literal') return -Number(node.argument.value)
  if (node.type === 'Identifier') {
    const named = ++script.lookups <= mostLookups ? script.names.get(node.name) : undefined
    if (named) return valueOf(script, named, depth + 1)
    if (node.name === 'undefined') return undefined
  }
  throw notData(script, node, 'plain data (text, numbers, lists, objects); code is never run')
}

function recordOf(script: Script, node: ObjectExpression, depth: number): Record<string, unknown> {
  const record: Record<string, unknown> = {}
  for (const one of node.properties) {
    if (one.type !== 'Property' || one.computed || one.kind !== 'init') throw notData(script, one, 'a plain `name: value`')
    const key = keyOf(one.key)
    if (key !== undefined && key !== '__proto__') record[key] = valueOf(script, one.value, depth + 1)
  }
  return record
}

/** Text put together with `+`, walked along its left side so that long sums need no deep stack. */
function joined(script: Script, sum: AnyNode): string {
  const parts: string[] = []
  let node = sum
  for (; node.type === 'BinaryExpression' && node.operator === '+'; node = node.left) parts.push(textOf(script, node.right))
  return [textOf(script, node), ...parts.toReversed()].join('')
}

function textOf(script: Script, node: AnyNode): string {
  const literal = node.type === 'Literal' || node.type === 'TemplateLiteral' ? valueOf(script, node, 0) : undefined
  if (typeof literal !== 'string') throw notData(script, node, 'text joined with + from quoted pieces; code is never run')
  return literal
}

function notData(script: Script, node: AnyNode, expected: string): BeatboardError {
  return unreadable({
    line: lineAt(script.text, node.start),
    expected,
    found: script.text.slice(node.start, Math.min(node.end, node.start + 200)),
  })
}

/** The text after the comments at its top; comments that never end leave nothing. */
export function afterComments(text: string): string {
  let rest = text
  while (rest.startsWith('//') || rest.startsWith('/*') || rest.startsWith('#!')) {
    const end = rest.startsWith('/*') ? rest.indexOf('*/') + 1 : rest.indexOf('\n')
    if (end <= 0) return ''
    rest = rest.slice(end + 1).trimStart()
  }
  return rest.replace(/^(?:'use strict'|"use strict");?\s*/, '')
}
