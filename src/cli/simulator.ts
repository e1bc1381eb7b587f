import { resolve } from 'node:path'
import { type SimulatorOptions, faultNames, readFaultRule, startSimulator } from '../simulator/simulator.ts'
import { choiceOption, listOption, numberOption, textOption } from './args.ts'
import { type Command, type Context, exitCodes } from './command.ts'
import { count, money, table } from './format.ts'

/** Longest a simulator runs, in ms: a forgotten one ends by itself. */
const longest = 86_400_000

/** `simulator`: a provider to rehearse with, on loopback only. */
export const command: Command = {
  usage: 'simulator [options]',
  about: `Seven providers' wire formats on this machine, with limits, latency and scripted faults; nothing is billed.\nFaults: ${faultNames.join(', ')}.`,
  options: {
    port: { type: 'string', value: 'N', says: 'port on 127.0.0.1 (default 4010)' },
    for: { type: 'string', value: 'SECONDS', says: 'stop by itself after this long' },
    requests: { type: 'string', value: 'N', says: 'requests that a quota domain may make in a window' },
    window: { type: 'string', value: 'SECONDS', says: 'length of that window (default 60)' },
    latency: { type: 'string', value: 'FROM-TO', says: 'how long a picture takes, in ms, e.g. 500-2000' },
    fault: {
      type: 'string',
      value: 'RULES',
      says: 'scripted faults, ";" between them, e.g. "rate-limited,nth=3;refused-input,prompt=storm"',
    },
    pictures: { type: 'string', value: 'KIND', says: 'plain, draft or heavy' },
    keys: { type: 'string', value: 'K,…', says: 'the keys that are good; by default any' },
    log: { type: 'string', value: 'FILE', says: 'JSON Lines of every request and what it was billed' },
  },
  example: 'beatboard simulator --requests 9 --latency 500-2000 --fault "rate-limited,nth=5"',
  run: async (context) => {
    const { out, signal, options, world } = context
    await using simulator = await startSimulator(optionsFrom(context))
    out.emit({ type: 'simulator', url: simulator.url, environment: simulator.environment })
    out.print(`The simulator listens at ${simulator.url}. In another terminal:\n`)
    out.print(table(Object.entries(simulator.environment).map(([name, value]) => [`  export ${name}=${value}`])))
    out.print('  export GEMINI_API_KEY=any\n  beatboard generate examples/film.json --backend gemini\n')
    out.print('Ctrl-C stops it.')
    const seconds = numberOption(options, 'for', { min: 0, max: 86_400 })
    await world.clock.sleep(seconds === undefined ? longest : seconds * 1000, signal).catch(() => undefined)
    const { asked, billedUsd, tooMany } = simulator.log
    out.emit({ type: 'simulated', asked: asked.length, billedUsd, tooMany })
    out.print(`${count(asked.length, 'request')}, ${tooMany} answered 429, ${money(billedUsd)} billed in play.`)
    return exitCodes.complete
  },
}

function optionsFrom({ options, world }: Context): SimulatorOptions {
  const requests = numberOption(options, 'requests', { min: 1, max: 1_000_000, whole: true })
  const latency = latencyFrom(textOption(options, 'latency'))
  const keys = listOption(options, 'keys')
  const pictures = choiceOption(options, 'pictures', ['plain', 'draft', 'heavy'])
  const log = textOption(options, 'log')
  const faults = textOption(options, 'fault')
    ?.split(';')
    .filter((rule) => rule.trim() !== '')
    .map(readFaultRule)
  return {
    port: numberOption(options, 'port', { min: 0, max: 65_535, whole: true }) ?? 4010,
    ...(requests === undefined
      ? {}
      : { limits: { requests, windowMs: (numberOption(options, 'window', { min: 0.01, max: 86_400 }) ?? 60) * 1000 } }),
    ...(latency === undefined ? {} : { latencyMs: latency }),
    ...(keys === undefined ? {} : { keys }),
    ...(pictures === undefined ? {} : { pictures }),
    ...(faults === undefined ? {} : { faults }),
    ...(log === undefined ? {} : { logFile: resolve(world.cwd, log) }),
  }
}

function latencyFrom(text: string | undefined): readonly [number, number] | undefined {
  if (text === undefined) return undefined
  const [from = '', to = from] = text.split('-')
  const bounds = { min: 0, max: 600_000 }
  return [numberOption({ latency: from }, 'latency', bounds) ?? 0, numberOption({ latency: to }, 'latency', bounds) ?? 0]
}
