import type { Reader, Source } from './reader.ts'
import { unreadable } from './refuse.ts'
import { isHeader, readTable, type Table } from './table.ts'

const delimiters = [',', ';', '\t'] as const

/** A table of values separated by commas, semicolons or tabs, with a first row of names. */
export const csv: Reader = {
  id: 'csv',
  title: 'CSV table',
  needs: 'a first row with a column named prompt',
  knows: (source) => {
    if (source.syntax !== 'text') return 0
    const cells = headOf(source).cells
    if (isHeader(cells)) return cells.length > 1 ? 0.9 : 0.75
    return /\.[ct]sv$/i.test(source.name) ? 0.6 : 0
  },
  read: async (source) => readTable(source, { format: 'CSV table', rows: await rowsOf(source) }),
}

function headOf(source: Source): { delimiter: string; cells: string[] } {
  const line = source.text.trimStart().split('\n', 1)[0]?.slice(0, 10_000) ?? ''
  const tried = delimiters.map((delimiter) => ({
    delimiter,
    cells: line.split(delimiter).map((cell) => cell.trim().replaceAll(/^"|"$/g, '')),
  }))
  return (
    tried.find(({ cells }) => isHeader(cells)) ??
    tried.toSorted((a, b) => b.cells.length - a.cells.length)[0] ?? { delimiter: ',', cells: [] }
  )
}

async function rowsOf(source: Source): Promise<Table['rows']> {
  const { parse } = await import('csv-parse/sync')
  try {
    const options = {
      delimiter: headOf(source).delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      info: true,
    } as const
    const parsed = parse(source.text, options) as unknown as { record: string[]; info: { lines: number } }[]
    const rows = parsed.map(({ record, info }) => ({ line: info.lines, cells: record }))
    return rows.filter(({ cells }) => cells.some((cell) => cell !== ''))
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? Number(error.lines) : 1
    const found = source.text.split('\n', line)[line - 1] ?? 'the end of the file'
    throw unreadable({ line, expected: 'closed quotes, with "" for a quote inside a cell', found }, error)
  }
}
