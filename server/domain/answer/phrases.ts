/** The product's own words in an answer: all of them are here, and none says anything of the subject. */
export const phrases = {
  dontSay: 'The sources don’t say.',
  noReason: 'The sources give no reason for this.',
  noValue: 'The sources speak of this and give no value.',
  unclear: 'The question names nothing that could be searched for.',
  otherLanguage: 'Questions are understood in English; this one seems to be in another language.',
  nothingToSearch: 'There is no source that could be searched.',
  onlyPlanned: 'No result was found; this is what was planned.',
  disagree: 'The sources disagree; the other one says:',
  others: 'Other tables name it, too:',
  changed: 'Another source changes this:',
  noTotal: 'The sources give no total of these; the rows are:',
  computed: 'Computed from the rows below:',
  computedFromCited: 'Each is computed from the cells that it cites:',
  goesOn: 'The section goes on with more items.',
  planned: 'Planned: ',
  item: '• ',
} as const

export function describeSearch(searched: { sources: number; passages: number }): string {
  const { sources, passages } = searched
  return `Searched: ${count(sources, 'source')}, ${count(passages, 'passage')}.`
}

export function describeReading(question: string): string {
  return `Read as “${question}”`
}

/** Names the places of what came nearest; '' without any. */
export function describeNearest(
  places: readonly {
    readonly name: string
    readonly section: string | null
    readonly page: number | null
  }[],
): string {
  if (places.length === 0) return ''
  const named = places.map(({ name, section, page }) =>
    [name, section && `“${section}”`, page && `page ${page}`].filter(Boolean).join(', '),
  )
  return `Nearest: ${[...new Set(named)].join('; ')}.`
}

export function describeCompared(number: number, noun: string): string {
  return `Of ${count(number, noun)} compared:`
}

export function describeMatched(rows: number, compared: number): string {
  return `${rows} of ${count(compared, 'row')}:`
}

/** Rows whose value lies on one side of the target beside it. */
export function describeMissed(
  rows: number,
  compared: number,
  head: string,
  side: 'below' | 'not below' | 'above' | 'not above',
): string {
  return `${rows} of ${count(compared, 'row')} compared with “${head}”, ${side} it:`
}

/** How often the entry that stands most often under a head stands there. */
export function describeMost(head: string, entry: string, rows: number, compared: number): string {
  return `Most rows under “${head}”: ${entry}, ${rows} of ${compared}.`
}

/** Of rows that are there, and of whose field nothing is said. */
export function describeUnfilled(rows: readonly string[], head: string): string {
  return `No entry under “${head}”: ${rows.join(', ')}.`
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
