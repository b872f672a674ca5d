/** What a full stop after an abbreviation tells about the end of a sentence. */
export type AbbreviationKind = 'never_ends' | 'points' | 'names'

/** A sentence never ends here. Case counts: "300 ms." is no title, and "Ca." is calcium. */
const neverEnds =
  'e.g E.g i.e I.e eg ie cf Cf viz vs Vs v ca approx Approx incl Incl excl Excl resp esp ' +
  'Dr Drs Mr Mrs Ms Prof Messrs Rev Hon Gen Col Sgt Lt Capt St'

/** Stands before a number or letter ("Fig. 3", "no. 141", "App. B"). Any case. */
const points =
  'fig figs tab eq eqs ref refs sec sect secs ch chap app appx vol no nos pp p pg art para cl ' +
  'attach att ver exp'

/** Mostly inside names and references; a sentence ends only where a word follows that begins one. */
const names =
  'al Inc Ltd Co Corp Jr Sr Dept Univ Assoc Bros Hosp Natl Intl Acad Sci Med Am Arch ed eds Ed Eds ' +
  'suppl Suppl Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs ' +
  'Fri Sat Sun Ph.D'

const exactKinds: ReadonlyMap<string, AbbreviationKind> = new Map([
  ...names.split(' ').map((name) => [name, 'names'] as const),
  ...neverEnds.split(' ').map((word) => [word, 'never_ends'] as const),
])
const pointers = new Set(points.split(' '))

/** Words that begin a sentence far more often than they stand capitalised inside one. */
const starters = new Set(
  (
    'the a an in on at this these those that it its we our they there their he she his her if when ' +
    'while although though however for from by with without after before during as all each any ' +
    'both no not none only of to such thus therefore furthermore moreover additionally since ' +
    'because until unless once where which who what why how and but or also then here overall ' +
    'patients subjects participants investigators results data adverse treatment study analysis ' +
    'analyses safety efficacy baseline see note'
  ).split(' '),
)

/** `token` is the word before a full stop, with the dots inside it ("e.g", "Fig"). */
export function findAbbreviation(token: string): AbbreviationKind | undefined {
  return exactKinds.get(token) ?? (pointers.has(token.toLowerCase()) ? 'points' : undefined)
}

export function isSentenceStarter(word: string): boolean {
  return starters.has(word.toLowerCase())
}
