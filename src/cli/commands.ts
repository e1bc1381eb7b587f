import type { Command } from './command.ts'

/** The only list of commands: name, one line for `--help`, and its file, loaded when it is called. */
export const commands: readonly { readonly name: string; readonly about: string; readonly load: () => Promise<{ command: Command }> }[] = [
  { name: 'generate', about: 'make what is missing; price and time come first', load: () => import('./generate.ts') },
  { name: 'plan', about: 'what would be made, and why, what it costs and how long it takes', load: () => import('./plan.ts') },
  { name: 'import', about: 'a list becomes a project folder', load: () => import('./import.ts') },
  { name: 'status', about: 'done, errors with reasons, in doubt, spent', load: () => import('./status.ts') },
  { name: 'redo', about: 'a new take of a beat; the old one is kept', load: () => import('./redo.ts') },
  { name: 'takes', about: 'the pictures of a beat to choose from', load: () => import('./takes.ts') },
  { name: 'pick', about: 'choose the picture of a beat', load: () => import('./pick.ts') },
  { name: 'export', about: 'the chosen pictures as files, captions, archives, pages, video', load: () => import('./export.ts') },
  { name: 'notes', about: 'bring the marks and notes of an exported viewer back', load: () => import('./notes.ts') },
  { name: 'keys', about: 'add, list, remove or test keys in the vault', load: () => import('./keys.ts') },
  { name: 'providers', about: 'who can draw, and what is missing for it', load: () => import('./providers.ts') },
  { name: 'models', about: 'models, prices, references, sizes, end dates', load: () => import('./models.ts') },
  { name: 'doctor', about: 'is this machine ready', load: () => import('./doctor.ts') },
  { name: 'verify', about: 'do pictures, recipes, journal and views agree', load: () => import('./verify.ts') },
  { name: 'serve', about: 'the studio in the browser', load: () => import('./serve.ts') },
  { name: 'simulator', about: 'a provider to rehearse with, on this machine', load: () => import('./simulator.ts') },
]
