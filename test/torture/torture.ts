import { parseArgs } from 'node:util'
import { sceneNames, torture } from './run-torture.ts'

const { values } = parseArgs({ options: { kills: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' } } })
const kills = Number(values.kills ?? 200)
const seed = Number(values.seed ?? Date.now() % 1_000_000)
process.stdout.write(`Pulling the plug ${kills} times, seed ${seed} (again: npm run torture -- --kills ${kills} --seed ${seed})\n`)
if (values.only !== undefined) process.stdout.write(`Only ${values.only}, of: ${sceneNames.join(', ')}\n`)
const { table, problems } = await torture({ kills, seed, ...(values.only === undefined ? {} : { only: values.only }) })
process.stdout.write(`${table}\n`)
for (const problem of new Set(problems)) process.stdout.write(`VIOLATION ${problem}\n`)
process.exitCode = problems.length === 0 ? 0 : 1
