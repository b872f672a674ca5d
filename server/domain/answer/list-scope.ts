import { isNumberTerm, listTerms } from '../../../shared/text/terms.ts'
import type { AskedQuestion } from './asked-question.ts'
import { isGeneralTerm } from './question-words.ts'
import { nameListed } from './source-title.ts'
import type { AskedTable } from './table-rows.ts'

/**
 * A list of the subjects who withdrew has not the oldest of all subjects: what its title, or the name of its
 * file, says of its rows is asked for, but for words of any list and for times.
 */
export function isOfAskedScope(
  { concepts, general }: AskedQuestion,
  { place, subject }: AskedTable,
): boolean {
  const name = nameListed(place.source.name)
  const asked = [...concepts, ...general].flatMap(({ terms }) => [...terms])
  // a table with a title is called by that alone
  return listTerms(place.table.title || name).every(
    (term) =>
      isNumberTerm(term) ||
      /\d/.test(term) ||
      isGeneralTerm(term) ||
      subject.has(term) ||
      anyList.has(term) ||
      asked.includes(term),
  )
}

const anyList: ReadonlySet<string> = new Set(
  listTerms(
    'list listing register table log sheet data overview appendix annex final before after until since during ' +
      'week month day year quarter visit end all file source name names',
  ),
)
