import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ownDomain } from './key-names.ts'
import { readKeys } from './read-keys.ts'

const providers = [
  { id: 'gemini', keyNames: ['GEMINI_API_KEY'] },
  { id: 'hugging-face', keyNames: ['HF_TOKEN'] },
  { id: 'horde', keyNames: ['HORDE_API_KEY', 'HORDE_API_KEYS'] },
  { id: 'automatic1111', keyNames: [] },
]

function short(env: Record<string, string>): string[] {
  return readKeys(env, [], [], providers).entries.map(({ provider, key, domain, style, from }) => {
    const named = domain === ownDomain(provider, key) ? '' : `${domain}=`
    return `${from} ${provider}${style ? `/${style}` : ''} ${named}${key}`
  })
}

test.for([
  [{ GEMINI_API_KEY: 'K1' }, ['GEMINI_API_KEY gemini K1']],
  [{ GEMINI_API_KEYS: 'K1,K2' }, ['GEMINI_API_KEYS gemini K1', 'GEMINI_API_KEYS gemini K2']],
  [{ GEMINI_API_KEY: 'K1', GEMINI_API_KEYS: 'K2' }, ['GEMINI_API_KEY gemini K1', 'GEMINI_API_KEYS gemini K2']],
  [
    { GEMINI_API_KEYS: 'projectA=K1,projectA=K2,projectB=K3' },
    ['GEMINI_API_KEYS gemini projectA=K1', 'GEMINI_API_KEYS gemini projectA=K2', 'GEMINI_API_KEYS gemini projectB=K3'],
  ],
  [{ GEMINI_API_KEYS_ILLUSTRATION: 'K1' }, ['GEMINI_API_KEYS_ILLUSTRATION gemini/illustration K1']],
  [{ GEMINI_API_KEYS_PEN_AND_INK: 'p=K1' }, ['GEMINI_API_KEYS_PEN_AND_INK gemini/pen-and-ink p=K1']],
  [{ HF_TOKEN: 'K1', HF_API_KEYS: 'K2' }, ['HF_TOKEN hugging-face K1', 'HF_API_KEYS hugging-face K2']],
  [{ HORDE_API_KEYS: 'K1' }, ['HORDE_API_KEYS horde K1']],
  [{ GEMINI_API_KEYS: ` "K1" , 'K2'  ` }, ['GEMINI_API_KEYS gemini K1', 'GEMINI_API_KEYS gemini K2']],
  [{ GEMINI_API_KEYS: `"K1,K2"` }, ['GEMINI_API_KEYS gemini K1', 'GEMINI_API_KEYS gemini K2']],
  [{ GEMINI_API_KEYS: `a="K1", b = 'K2'` }, ['GEMINI_API_KEYS gemini a=K1', 'GEMINI_API_KEYS gemini b=K2']],
  [{ GEMINI_API_KEY: 'bG9uZw==' }, ['GEMINI_API_KEY gemini bG9uZw==']],
  [{ GEMINI_API_KEY: 'a=bG9uZw==' }, ['GEMINI_API_KEY gemini a=bG9uZw==']],
  [{ GEMINI_API_KEY_PATH: 'K1', HF_TOKEN_PATH: '/x', OTHER_API_KEY: 'K' }, []],
  [{ GEMINI_API_KEY: '  ' }, []],
] as [Record<string, string>, string[]][])('B9: %o means %o', ([env, entries]) => {
  expect(short(env)).toEqual(entries)
})

test.for([
  ['K1,,K2', 'GEMINI_API_KEYS: entry 2 is empty.'],
  ['K1,your_api_key_here', 'GEMINI_API_KEYS: entry 2 is a placeholder, not a key.'],
  ['a=<your key>,K1', 'GEMINI_API_KEYS: entry 1 is a placeholder, not a key.'],
  ['sk-...', 'GEMINI_API_KEYS: entry 1 is a placeholder, not a key.'],
  ['xxxxxxxx', 'GEMINI_API_KEYS: entry 1 is a placeholder, not a key.'],
  ['K1 K2', 'GEMINI_API_KEYS: entry 1 holds a space or a letter that no key has.'],
  ['K1,K1', 'GEMINI_API_KEYS: a key is there twice, or also in GEMINI_API_KEYS; it counts once.'],
  [`${'k'.repeat(39)}=projectA`, 'GEMINI_API_KEYS: entry 1: expected a quota domain of at most 32 letters, digits, - or _ before the =.'],
])('%s is warned of', ([list, warning]) => {
  expect(readKeys({ GEMINI_API_KEYS: list }, [], [], providers).warnings).toEqual([warning])
})

test('A3, C3: the vault goes before the environment and that before .env, for each provider and style by itself', () => {
  const env = { GEMINI_API_KEY: 'E1', GEMINI_API_KEYS_INK: 'E2', HF_TOKEN: 'E3' }
  const dotenv = [{ file: '.env', text: 'HF_TOKEN=D1\nHORDE_API_KEY="D2" # mine\nGEMINI_API_KEYS_INK=D3' }]
  const vault = [{ provider: 'gemini', key: 'V1', domain: 'studio' }]
  const { entries, warnings } = readKeys(env, dotenv, vault, providers)
  expect(entries).toEqual([
    { provider: 'gemini', key: 'V1', domain: 'studio', from: 'vault' },
    { provider: 'gemini', key: 'E2', domain: ownDomain('gemini', 'E2'), style: 'ink', from: 'GEMINI_API_KEYS_INK' },
    { provider: 'hugging-face', key: 'E3', domain: ownDomain('hugging-face', 'E3'), from: 'HF_TOKEN' },
    { provider: 'horde', key: 'D2', domain: ownDomain('horde', 'D2'), from: '.env HORDE_API_KEY' },
  ])
  expect(warnings).toEqual([
    'GEMINI_API_KEY is not used: the vault has keys for gemini.',
    '.env GEMINI_API_KEYS_INK is not used: the environment has keys for gemini.',
    '.env HF_TOKEN is not used: the environment has keys for hugging-face.',
  ])
})

test('a domain named once holds for the key wherever it is named', () => {
  const { entries } = readKeys({ GEMINI_API_KEYS: 'K1', GEMINI_API_KEYS_INK: 'projectA=K1' }, [], [], providers)
  expect(entries.map((entry) => entry.domain)).toEqual(['projectA', 'projectA'])
})

test('settings come from the environment, then from the first .env that has them', () => {
  const dotenv = [
    { file: '.env', text: 'BEATBOARD_RPM=4\nGEMINI_BASE_URL=http://one\nOTHER=x' },
    { file: 'film/.env', text: 'BEATBOARD_RPM=5\nOPENAI_BASE_URL=http://two' },
  ]
  expect(readKeys({ GEMINI_BASE_URL: 'http://env', PATH: '/bin' }, dotenv, [], providers).settings).toEqual({
    BEATBOARD_RPM: '4',
    GEMINI_BASE_URL: 'http://env',
    OPENAI_BASE_URL: 'http://two',
  })
})

test('a .env without a single setting is warned of', () => {
  expect(readKeys({}, [{ file: 'film/.env', text: 'my key is secret' }], [], providers).warnings).toEqual([
    'film/.env: expected lines like NAME=value, found none.',
  ])
})

test('A3: whatever stands in a list, no warning repeats it, and every entry can be sent as a header', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 6 }), (list) => {
      const { entries, warnings } = readKeys({ GEMINI_API_KEYS: list }, [], [], providers)
      for (const { key } of entries) expect(key).toMatch(/^[\x21-\x7e]+$/)
      for (const part of list.split(/[,=\s]/).filter((each) => each.length > 8)) expect(warnings.join()).not.toContain(part)
    }),
  )
})
