import { auditCharter } from '../audit/charter.ts'
import { findingsRegister } from '../audit/findings.ts'
import { ledger } from '../audit/ledger.ts'
import { auditTemplate } from '../audit/template.ts'
import { analysisPlan } from '../study/analysis-plan.ts'
import { protocol } from '../study/protocol.ts'
import { resultTables } from '../study/tables.ts'
import { allRulesTemplate } from '../study/template-all-rules.ts'
import { reportTemplate } from '../study/template.ts'
import { writeResultTable } from './result-table.ts'
import { writeDocument } from './write-document.ts'

/** A .docx of this folder; `path` is relative to it. */
export type ExampleFile = {
  readonly path: string
  /** True where a .pdf of the same name stands beside it. */
  readonly hasPdf: boolean
  /** Equal bytes on every call. */
  create(): Promise<Uint8Array>
}

export function listExampleFiles(): ExampleFile[] {
  return [
    file('study/sources/protocol.docx', () => writeDocument(protocol), true),
    file('study/sources/analysis-plan.docx', () => writeDocument(analysisPlan)),
    ...resultTables.map((table) =>
      file(`study/sources/table-${table.number}.docx`, () => writeResultTable(table)),
    ),
    file('study/template.docx', () => writeDocument(reportTemplate)),
    file('study/template-all-rules.docx', () => writeDocument(allRulesTemplate)),
    file('audit/sources/findings.docx', () => writeDocument(findingsRegister)),
    file('audit/sources/ledger-q3.docx', () => writeDocument(ledger)),
    file('audit/sources/audit-charter.docx', () => writeDocument(auditCharter), true),
    file('audit/template.docx', () => writeDocument(auditTemplate)),
  ]
}

function file(path: string, create: () => Promise<Uint8Array>, hasPdf = false): ExampleFile {
  return { path, hasPdf, create }
}
