export type GrammaticalNumber = 'singular' | 'plural'

/** Of a noun by its form: "analyses" and "data" are plural, "analysis" and "RADIUS" are not. */
export function nounNumber(noun: string): GrammaticalNumber {
  if (/^[\p{Lu}\d+/-]+$/u.test(noun)) return 'singular'
  const word = noun.toLowerCase()
  const last = word.slice(word.lastIndexOf('-') + 1)
  if (irregularPlurals.has(last)) return 'plural'
  if (singularOnS.has(last) || /(?:ss|us|is|'s|’s)$/.test(last)) return 'singular'
  return last.endsWith('s') ? 'plural' : 'singular'
}

/** The noun without its plural ending, near enough to look it up. */
export function singularOf(noun: string): string {
  const word = noun.toLowerCase()
  const known = singulars.get(word)
  if (known !== undefined) return known
  if (nounNumber(noun) === 'singular') return word
  if (/yses$/.test(word)) return word.replace(/es$/, 'is')
  if (/ies$/.test(word)) return word.replace(/ies$/, 'y')
  return word.replace(/(?<=x|ch|sh|ss|us)es$|s$/, '')
}

/** "mL", "mg": an amount of it is one thing ("50 mL of blood was drawn"). */
export function isUnit(word: string): boolean {
  return units.has(word)
}

/** Persons as studies count them, without investigators and their like. */
export function isPerson(noun: string): boolean {
  return persons.has(singularOf(noun))
}

const irregularPlurals = new Set(
  (
    'data metadata criteria subcriteria phenomena bacteria strata substrata people children grandchildren men women ' +
    'personnel staff feet teeth mice lice sera spectra errata nuclei foci stimuli thrombi emboli fungi media alumni ' +
    'formulae vertebrae those these they we others both many few several police corpora ova maxima minima optima quanta ' +
    'biota genera following'
  ).split(' '),
)

const singularOnS = new Set(
  (
    'series species diabetes news herpes measles rabies mumps scabies physics mathematics genetics ' +
    'ethics logistics always lens bias gas atlas canvas biceps pancreas this its yes perhaps pus plus aids sas'
  ).split(' '),
)

const singulars: ReadonlyMap<string, string> = new Map(
  (
    'data:data criteria:criterion phenomena:phenomenon strata:stratum people:person children:child men:man ' +
    'women:woman bases:basis personnel:personnel staff:staff those:those others:other indices:index ' +
    'doses:dose phases:phase responses:response diseases:disease cases:case'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
)

const units = new Set('mL ml µL μL L cc mg g kg µg μg mcg ng IU mmol mm cm m mmHg % ms'.split(' '))

const persons = new Set(
  (
    'patient subject participant volunteer individual adult person man woman child male female infant ' +
    'adolescent caregiver parent people completer responder non-responder nonresponder enrollee outpatient ' +
    'inpatient dropout retiree survivor member investigator physician cardiologist statistician ' +
    'pharmacist nurse rater reader monitor clinician coordinator candidate reviewer anyone everyone those someone ' +
    'relative guardian representative personnel staff user recipient donor'
  ).split(' '),
)
