import type { SourcesResponse, SourceWords, TracedSource } from '../../shared/contract/sources.ts'
import { readNumber, text, UsageError, type Command } from '../command.ts'
import { getDocumentId } from '../find-document.ts'
import { count } from '../follow-run.ts'

export const sourcesFor: Command = {
  name: 'sources-for',
  summary: 'shows the words behind a section or a piece of text of a document',
  operands: '<document>',
  count: [1, 1],
  options: {
    section: { type: 'string', value: 'section', meaning: 'a section, by its id' },
    text: { type: 'string', value: 'words', meaning: 'words of the document; "-" reads them' },
    limit: { type: 'string', value: 'number', meaning: 'at most so many, 1 to 50; default: 10' },
  },
  async run({ operands: [named = ''], options, connect, terminal, signal }) {
    const section = text(options, 'section')
    const asked = text(options, 'text')
    const selected = asked === '-' ? await terminal.ask('Words: ') : asked
    if (!section && !selected) throw new UsageError('sources-for needs --section or --text.')
    const client = await connect()
    const found = await client.findSources(
      {
        document_id: await getDocumentId(client, named, ['generated', 'local'], signal),
        ...(section && { section_id: section }),
        ...(selected && { selected_text: selected }),
        limit: readNumber(options, 'limit', { least: 1, most: 50 }) ?? 10,
      },
      signal,
    )
    const { sources, passages } = found.searched
    const none = `No source found; searched ${count(sources, 'source')}, ${count(passages, 'passage')}.`
    const lines = found.sources.flatMap(describe)
    return { json: found, lines: lines.length > 0 ? lines : [none, ...describeNearest(found)] }
  },
}

function describe(source: TracedSource): readonly string[] {
  return [describePlace(source), ...markWords(source).map((line) => `  ${line}`), '']
}

function describeNearest({ nearest }: SourcesResponse): readonly string[] {
  if (nearest.length === 0) return []
  return [
    'Nearest passages, which were not held against the words and support nothing:',
    ...nearest.flatMap((one) => [
      '',
      listPlace(one).join(', '),
      ...markWords(one).map((line) => `  ${line}`),
    ]),
  ]
}

/** "table-14-1.1.docx, version 1, page 3, Results, Table 14-1.1, Screened, Total (recorded, supported)" */
export function describePlace(source: TracedSource): string {
  const { basis, claim_state: state, is_stale: isStale } = source
  const states = [basis, state, ...(isStale ? ['stale'] : [])]
  return `${listPlace(source).join(', ')} (${states.join(', ')})`
}

function listPlace(source: SourceWords): readonly string[] {
  const { document_source_name: name, document_source_version: version } = source
  const parts = [name, `version ${version}`]
  if (source.page !== null) parts.push(`page ${source.page_label || source.page}`)
  if (source.section_name) parts.push(source.section_name)
  return [...parts, ...listTablePlace(source)]
}

function listTablePlace({ table }: SourceWords): readonly string[] {
  if (!table) return []
  const columns = table.columns.map((path) => path.join(' › ')).join(' · ')
  const number = table.number ? `Table ${table.number}` : ''
  return [number, table.row_path.join(' › '), columns].filter(Boolean)
}

/** The passage with its marked words between brackets, as they can be seen without colours. */
function markWords({ referenced_text: words, marks }: SourceWords): readonly string[] {
  const pieces: string[] = []
  let end = 0
  for (const mark of marks) {
    pieces.push(words.slice(end, mark.start), `[${words.slice(mark.start, mark.end)}]`)
    end = mark.end
  }
  return [...pieces, words.slice(end)].join('').split('\n')
}
