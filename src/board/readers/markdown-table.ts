import type { Reader, Source } from './reader.ts'
import { isHeader, readTable, type Table } from './table.ts'

const divider = /^\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?$/

/** A Markdown table; a heading above it is the title, a second table with the same columns goes on with it. */
export const markdownTable: Reader = {
  id: 'markdown-table',
  title: 'Markdown table',
  needs: 'a table whose first row has a column named prompt',
  knows: (source) => {
    if (source.syntax !== 'text' || !source.text.includes('|')) return 0
    const head = tableIn(source).rows[0]
    if (!head) return 0
    return isHeader(head.cells) ? 0.92 : 0.5
  },
  read: (source) => readTable(source, tableIn(source)),
}

function tableIn(source: Source): Table {
  const lines = source.text.split('\n').map((line) => line.trim())
  const rows: { line: number; cells: string[] }[] = []
  for (const [index, line] of lines.entries()) {
    const within = isDivider(lines[index + 1] ?? '') ? rows.length === 0 : rows.length > 0
    if (within && line.includes('|') && !isDivider(line)) rows.push({ line: index + 1, cells: cellsOf(line) })
  }
  const title = lines.find((line) => /^#{1,2} \S/.test(line))?.replace(/^#+ /, '')
  return { format: 'Markdown table', rows, ...(title ? { title } : {}) }
}

function isDivider(line: string): boolean {
  return line.length < 2_000 && line.includes('-') && line.includes('|') && divider.test(line)
}

/** `\|` is a bar inside a cell; `<br>` is a line end. */
function cellsOf(line: string): string[] {
  const inner = line.replace(/^\|/, '').replace(/(?<!\\)\|$/, '')
  return inner.split(/(?<!\\)\|/).map((cell) =>
    cell
      .replaceAll('\\|', '|')
      .replaceAll(/<br[ ]*\/?>/gi, '\n')
      .trim(),
  )
}
