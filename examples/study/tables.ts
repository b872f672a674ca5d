import type { ResultTable } from '../build/result-table.ts'
import { adverseEvents } from './table-adverse-events.ts'
import { demographics } from './table-demographics.ts'
import { disposition } from './table-disposition.ts'
import { efficacy } from './table-efficacy.ts'

export const resultTables: readonly ResultTable[] = [
  disposition,
  demographics,
  efficacy,
  adverseEvents,
]
