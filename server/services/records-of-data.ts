import type { ProblemItem } from '../../shared/contract/problem.ts'
import { filterRecords, type RecordFilter } from '../domain/records/filter-records.ts'
import { isRecord, mapRecords, type FieldMappings } from '../domain/records/map-records.ts'
import { isKnownField, type DataRecord } from '../domain/records/record-field.ts'
import type { DocumentCount } from '../../shared/model/vocabulary.ts'
import { Problem } from './problem.ts'

type RecordWish = {
  readonly mappings: FieldMappings
  readonly filters: readonly RecordFilter[]
  readonly documentPer: DocumentCount
}

/** Each is a document of its own. */
const maximumDocuments = 1000

/**
 * What the documents are made of: the data of each, in the order of the records.
 * @param data one record, or a list of records; undefined is one record without fields
 * @throws Problem `validation_failed` for data of another form, an unknown field, and no record at all
 */
export function chooseData(data: unknown, wish: RecordWish): readonly DataRecord[] {
  const isList = Array.isArray(data)
  const records = isList ? data : [data ?? {}]
  if (!records.every(isRecord)) {
    throw invalid('data', [], 'is neither an object nor a list of objects')
  }
  checkFieldsAreKnown(records, wish)
  const chosen = mapRecords(filterRecords(records, wish.filters), wish.mappings)
  if (wish.documentPer === 'record') return checkCount(chosen)
  if (!isList) return checkCount(chosen)
  checkCount(chosen.slice(0, 1))
  const [only] = chosen.length === 1 ? chosen : []
  return [{ records: chosen, ...only }]
}

function checkCount(chosen: readonly DataRecord[]): readonly DataRecord[] {
  if (chosen.length === 0) throw invalid('filters', [], 'leave no record to make a document of')
  if (chosen.length <= maximumDocuments) return chosen
  const msg = `would make ${chosen.length} documents; ${maximumDocuments} are allowed at once`
  throw invalid('document_per', [], msg)
}

function checkFieldsAreKnown(records: readonly DataRecord[], wish: RecordWish): void {
  if (records.length === 0) return
  const errors = [
    ...wish.filters.flatMap(({ field }, index) =>
      isKnownField(records, field) ? [] : [unknownField(['filters', index, 'field'], field)],
    ),
    ...Object.entries(wish.mappings).flatMap(([placeholder, field]) =>
      isKnownField(records, field) ? [] : [unknownField(['mappings', placeholder], field)],
    ),
  ]
  if (errors.length === 0) return
  throw new Problem('validation_failed', errors.map(({ msg }) => msg).join('; '), { errors })
}

function unknownField(place: readonly (string | number)[], field: string): ProblemItem {
  const msg = `no record has a field "${field}"`
  return { loc: ['body', ...place], msg, type: 'field_unknown' }
}

function invalid(field: string, place: readonly (string | number)[], msg: string): Problem {
  return new Problem('validation_failed', `body.${field}: ${msg}`, {
    errors: [{ loc: ['body', field, ...place], msg, type: 'invalid_value' }],
  })
}
