import { expect, test } from 'vitest'
import { keepsTheExportContract } from '../../test/export-contract.ts'
import { exporterNamed, exporters } from './catalog.ts'

for (const exporter of exporters) keepsTheExportContract(exporter)

test('a format that is not there is refused with those that are', () => {
  expect(() => exporterNamed('docx')).toThrow(expect.objectContaining({ kind: 'wrong-usage' }))
  expect(new Set(exporters.map((exporter) => exporter.id)).size).toBe(exporters.length)
})
