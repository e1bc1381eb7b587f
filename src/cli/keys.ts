import { BeatboardError } from '../errors.ts'
import { findProvider, addressOf } from '../models/catalog.ts'
import type { Provider } from '../models/provider.ts'
import { keyName, redactor } from '../redact.ts'
import { openKeys, vaultOf } from '../studio/open-keys.ts'
import { textOption } from './args.ts'
import { type Command, type Context, exitCodes } from './command.ts'
import { table } from './format.ts'

const usage = 'keys add|list|remove|test [PROVIDER] [ID]'
/** Longest wait for a key's test, in ms. */
const testDeadlineMs = 30_000

/** `keys`: the vault. A key goes in by a prompt or stdin, never by an argument, and never comes out. */
export const command: Command = {
  usage,
  about:
    'Keys at rest, encrypted. `add` reads the key from a prompt or from stdin, never from an argument; `list` shows the last four characters only.',
  options: {
    domain: { type: 'string', value: 'NAME', says: 'quota domain: keys of one project or account share one allowance' },
    style: { type: 'string', value: 'ID', says: 'only for this style' },
  },
  example: 'echo "$KEY" | beatboard keys add gemini --domain project-a',
  run: async (context) => {
    const [action, name] = context.words
    switch (action) {
      case 'add':
        return add(context, providerNamed(name))
      case 'list':
        return list(context, name === undefined ? undefined : findProvider(name))
      case 'remove':
        return remove(context, providerNamed(name))
      case 'test':
        return test(context, providerNamed(name))
      case undefined:
      default:
        throw new BeatboardError('wrong-usage', `What is to be done with keys? Usage: beatboard ${usage}`, {
          hint: 'See: beatboard keys --help',
        })
    }
  },
}

function providerNamed(name: string | undefined): Provider {
  if (name === undefined)
    throw new BeatboardError('wrong-usage', `Which provider? Usage: beatboard ${usage}`, { hint: 'All of them: beatboard providers' })
  return findProvider(name)
}

async function add(context: Context, provider: Provider): Promise<number> {
  const { out, world, ask, words, options } = context
  if (words.length > 2)
    throw new BeatboardError(
      'wrong-usage',
      'A key is never given as an argument: it would stay in the shell’s history. Replace that key if it is real.',
      { hint: `Run "beatboard keys add ${provider.id}" and paste it, or pipe it in.` },
    )
  if (provider.needsKey === 'none') throw new BeatboardError('wrong-usage', `${provider.title} needs no key.`)
  const key = (
    ask === undefined
      ? await context.readInput()
      : await ask(`Key for ${provider.title}${provider.keyPage === undefined ? '' : ` (from ${provider.keyPage})`}: `, true)
  ).trim()
  if (key === '' || /\s/.test(key))
    throw new BeatboardError(
      'wrong-usage',
      key === '' ? 'No key came. Nothing was saved.' : 'A key holds no spaces and no line breaks; give one at a time. Nothing was saved.',
    )
  const [domain, style] = [textOption(options, 'domain'), textOption(options, 'style')]
  const saved = await vaultOf(world).add({
    provider: provider.id,
    key,
    ...(domain === undefined ? {} : { domain }),
    ...(style === undefined ? {} : { style }),
  })
  out.emit({ type: 'key', ...saved })
  out.print(`Key ending ${saved.name.slice(1)} saved for ${provider.title}. It will not be shown again.`)
  return exitCodes.complete
}

async function list({ out, world }: Context, provider: Provider | undefined): Promise<number> {
  const saved = (await vaultOf(world).list()).filter((key) => provider === undefined || key.provider === provider.id)
  const keys = await openKeys(world, undefined, { trace: false })
  const others = keys.ring.health().filter((key) => key.from !== 'vault' && (provider === undefined || key.provider === provider.id))
  keys.close()
  for (const key of saved) out.emit({ type: 'key', from: 'vault', ...key })
  for (const key of others)
    out.emit({ type: 'key', provider: key.provider, name: key.name, domain: key.domain, from: key.from, style: key.style })
  const rows = [
    ...saved.map((key) => [key.provider, key.name, key.id, key.domain ?? '', key.style ?? '', `vault, ${key.addedAt.slice(0, 10)}`]),
    ...others.map((key) => [key.provider, key.name, '', '', key.style ?? '', key.from]),
  ]
  out.print(
    rows.length === 0
      ? 'No keys. To add one: beatboard keys add PROVIDER'
      : table([['PROVIDER', 'KEY', 'ID', 'DOMAIN', 'STYLE', 'FROM'], ...rows]),
  )
  return exitCodes.complete
}

/** Removes the key with the id or the last four characters named; all of the provider's when it has only one. */
async function remove({ out, world, words }: Context, provider: Provider): Promise<number> {
  const vault = vaultOf(world)
  const saved = (await vault.list()).filter((key) => key.provider === provider.id)
  const wanted = words[2]
  const found = wanted === undefined ? saved : saved.filter((key) => key.id === wanted || key.name.slice(1) === wanted.replace(/^…/, ''))
  const [key, other] = found
  if (key === undefined)
    throw new BeatboardError('wrong-usage', `The vault has no such key of ${provider.title}.`, {
      hint: 'See: beatboard keys list. A key from the environment is removed there.',
    })
  if (other !== undefined)
    throw new BeatboardError('wrong-usage', `The vault has ${found.length} such keys of ${provider.title}; name one by its id.`, {
      hint: `beatboard keys list ${provider.id}`,
    })
  await vault.remove(provider.id, key.id)
  out.emit({ type: 'key-removed', provider: provider.id, id: key.id, name: key.name })
  out.print(`Key ending ${key.name.slice(1)} of ${provider.title} removed.`)
  return exitCodes.complete
}

/** The cheapest call the provider has, with every key; 4 when one is refused. */
async function test({ out, world, signal }: Context, provider: Provider): Promise<number> {
  if (provider.testKey === undefined)
    throw new BeatboardError('wrong-usage', `${provider.title} needs no key, so there is nothing to test.`)
  const keys = await openKeys(world, undefined, { trace: true })
  try {
    const baseUrl = addressOf(provider, keys.addresses)
    const entries = keys.entries.filter((each) => each.provider === provider.id)
    if (entries.length === 0 && provider.needsKey === 'required')
      throw new BeatboardError('no-provider', `No key for ${provider.title}.`, {
        hint: `To add one: beatboard keys add ${provider.id}, or set ${provider.keyNames[0]}`,
      })
    let refused = 0
    for (const key of entries.length === 0 ? [undefined] : entries.map((entry) => entry.key)) {
      const redact = redactor(key === undefined ? [] : [key])
      const call = { key, signal: AbortSignal.any([signal, AbortSignal.timeout(testDeadlineMs)]), fetch: world.fetch }
      const said = await provider.testKey(baseUrl, call).then(
        (words) => ({ good: true, words }),
        (error: unknown) => ({ good: false, words: error instanceof Error ? error.message : String(error) }),
      )
      if (!said.good) refused++
      const name = key === undefined ? 'without a key' : keyName(key)
      out.emit({ type: 'key-test', provider: provider.id, name, good: said.good, words: redact(said.words) })
      out.print(`${said.good ? out.paint('green', '✓') : out.paint('red', '✗')} ${name}  ${redact(said.words)}`)
    }
    if (refused === 0) keys.ring.forgive(provider.id)
    return refused === 0 ? exitCodes.complete : exitCodes.blocked
  } finally {
    keys.close()
  }
}
