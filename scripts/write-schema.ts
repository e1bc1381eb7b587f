import { writeFileSync } from 'node:fs'
import { boardJsonSchema } from '../src/board/board-file.ts'

/** Writes the JSON Schema of `board.json` beside the built library: part of `npm run build`. */
writeFileSync(new URL('../dist/board.schema.json', import.meta.url), `${JSON.stringify(boardJsonSchema(), undefined, 2)}\n`)
