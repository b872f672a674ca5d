import type { TextRange } from '../../../shared/text/range.ts'
import { rememberTexts } from '../remember-texts.ts'
import type { ClaimEvidence } from './verdict.ts'

/** A group that was treated alike, and where a text names it. */
export type ArmMention = { readonly arm: string; readonly range: TextRange }

/** Finds the arms that a text names, in order. */
export type ArmFinder = (text: string) => readonly ArmMention[]

/**
 * Arms are the general ones ("placebo", "low dose"), labelled groups ("arm B"), and what the tables of
 * the evidence call so: heads with "(N=86)" or a count of subjects below them, treatments by the level
 * of their dose ("Drug Low" beside "Drug High"), and doses that a note gives to a level ("Low Dose =
 * 5 mg").
 */
export function createArmFinder(evidence: readonly ClaimEvidence[]): ArmFinder {
  const heads = [...new Set(evidence.flatMap(listColumnHeads))]
  const groups = [...new Set(evidence.flatMap(listGroups))]
  const doses = readDoses(groups, evidence)
  const own = [
    ...groups.toSorted((a, b) => b.length - a.length).map((name) => `\\b${escape(name)}`),
    ...[...listTreatments(heads), ...evidence.flatMap(listRowTreatments)].map(
      (name) => `\\b${name}\\p{L}*\\.?\\s*(?:${levels})(?:[- ]dose)?`,
    ),
    ...[...doses].map(([dose, { drugs }]) => writeDose(dose, drugs)),
  ]
  return own.length === 0 ? findGeneral : createFinder(own, doses)
}

/** The claims of a document are held against the same tables, again and again. */
const finders = new Map<string, ArmFinder>()

const mostFinders = 32

/** With a finder, all that was read by it is kept. */
function createFinder(own: readonly string[], doses: ReadonlyMap<string, Dose>): ArmFinder {
  const key = JSON.stringify([own, [...doses]])
  const finder = finders.get(key) ?? createNewFinder(own, doses)
  finders.delete(key)
  finders.set(key, finder)
  for (const oldest of finders.keys()) {
    if (finders.size <= mostFinders) break
    finders.delete(oldest)
  }
  return finder
}

function createNewFinder(own: readonly string[], doses: ReadonlyMap<string, Dose>): ArmFinder {
  const pattern = new RegExp(
    [...own.map((one) => `${one}(?![\\p{L}\\d])`), general].join('|'),
    'giu',
  )
  return (text) =>
    Array.from(text.matchAll(pattern), (match) => ({
      arm: toArm(match[0], doses),
      range: { start: match.index, end: match.index + match[0].length },
    }))
}

/** The arm that a head is, not one that it speaks of: "Low Dose (N=84)", not "p-value(Low - Placebo)". */
export const readArmHead = rememberTexts(
  (head, findArms: ArmFinder) => readArms(head, findArms, /\b(?:vs|versus|group|arm)\b/gi),
  // every cell of a column has its heads
  1000,
)

/** The arm whose statistic a head names: "Placebo mean (SD)"; empty for a head that is one, or that tells more. */
export const readArmOfStatistic = rememberTexts((head, findArms: ArmFinder) => {
  const arms = readArms(head, findArms, statistics)
  return arms.length === 1 ? arms : []
}, 1000)

const statistics =
  /\b(?:group|arm|n|mean|sd|se|sem|median|min|max|range|iqr|geometric|cv|count|number|percent|events?)\b/gi

/** Of a head that has no other words but those left out. */
function readArms(head: string, findArms: ArmFinder, leftOut: RegExp): readonly string[] {
  const plain = withoutCount(head)
  const mentions = findArms(plain)
  const rest = mentions.reduceRight(
    (text, { range }) => text.slice(0, range.start) + text.slice(range.end),
    plain,
  )
  const isArm = mentions.length > 0 && !/\p{L}/u.test(rest.replace(leftOut, ''))
  return isArm ? [...new Set(mentions.map(({ arm }) => arm))] : []
}

/** What others are compared with. */
export function isControl(arm: string): boolean {
  return /^(?:placebo|vehicle|sham|usual care|standard of care|control)$/.test(arm)
}

const levels = 'low|medium|middle|high'

const general =
  `\\b(?:placebo|vehicle|sham|usual care|standard of care)\\b|\\b(?:${levels})[- ]dose\\b|` +
  '\\b(?:arm|cohort|treatment group|group) (?:[A-H]|\\d{1,2})\\b|' +
  '\\b(?:control|intervention|treatment|active|experimental) (?:group|arm)s?\\b'

/** Most evidence names no arms of its own. */
const findGeneral = createNewFinder([], new Map())

function listColumnHeads({ cell }: ClaimEvidence): readonly string[] {
  return cell ? [...cell.reference.columnPath, ...cell.table.columns.flat()] : []
}

/** "Drug A" of "Drug A (N=12)", in heads of rows as well; totals are no arm. */
function listGroups(evidence: ClaimEvidence): readonly string[] {
  const { cell } = evidence
  if (!cell) return []
  const counted = [...cell.headers, ...listColumnHeads(evidence)].flatMap(
    (head) => /^(.*?\p{L}.*?)\s*\(\s*N\s*=/iu.exec(head)?.[1] ?? [],
  )
  return [...counted, ...cell.table.groups.map(withoutCount), ...listBesideControl(cell.table)]
    .map((name) => name.trim())
    .filter((name) => /\p{L}{2}/u.test(name) && !isTotal(name) && !isStatistic(name))
}

/** "Cream 0.5%" and "Cream 1.5%" beside "Vehicle" are groups, though no head counts them. */
function listBesideControl({ columns }: { columns: readonly (readonly string[])[] }) {
  const heads = [...new Set(columns.flat())].map(withoutCount)
  if (!heads.some((head) => isControl(head.toLowerCase()))) return []
  return heads.filter((head) => isStrength.test(head))
}

const isStrength = /^\p{L}[\p{L}-]*(?: \p{L}+)? \d+(?:\.\d+)? ?(?:mg|mcg|µg|g|mL|IU|%)$/iu

function isTotal(name: string): boolean {
  return /^(?:total|all|overall|both|combined)\b/i.test(name)
}

function isStatistic(name: string): boolean {
  return /^(?:n|mean|sd|median|p-?values?|difference|statistics?|count|events?)\b/i.test(name)
}

/**
 * Names that stand before two levels in the heads of columns, and no normal between these: "Drug. Low"
 * and "Drug. High" are of a treatment, "Baseline Low", "Baseline Normal", "Baseline High" are not.
 */
function listTreatments(heads: readonly string[]): readonly string[] {
  const parted = heads.flatMap((head) => {
    const found = /(\p{Lu}\p{L}{2,})(?:\.\s*|\s+)(low|medium|middle|high|normal)\b/iu.exec(head)
    return found
      ? [{ name: (found[1] ?? '').toLowerCase(), level: (found[2] ?? '').toLowerCase() }]
      : []
  })
  return [...new Set(parted.map(({ name }) => name))].filter((name) => {
    const found = new Set(parted.flatMap((one) => (one.name === name ? [one.level] : [])))
    return found.size > 1 && !found.has('normal')
  })
}

/** Where the groups of a table are groups of its rows, a control among them. */
function listRowTreatments({ cell }: ClaimEvidence): readonly string[] {
  if (!cell) return []
  const { table } = cell
  const known = rowTreatments.get(table) ?? readRowTreatments(table.rows)
  rowTreatments.set(table, known)
  return known
}

const rowTreatments = new WeakMap<object, readonly string[]>()

function readRowTreatments(rows: readonly (readonly string[])[]): readonly string[] {
  const groups = [...new Set(rows.flatMap((path) => path.slice(0, -1)))]
  return groups.some((name) => isControl(name.toLowerCase())) ? listTreatments(groups) : []
}

const dosePattern = '\\d+(?:\\.\\d+)?[\\s-]?(?:mg|mcg|µg|g|mL|IU|%)'

type Dose = {
  /** The arm that it names: its level where a note tells it, else itself. */
  readonly arm: string
  /** What a note calls the drug, which may stand before the dose. */
  readonly drugs: readonly string[]
}

/** "velorastat 5 mg" is one name, so that only "and" stands between it and the next. */
function writeDose(dose: string, drugs: readonly string[]): string {
  const names = drugs.map((drug) => `\\b${escape(drug)}`)
  const name = names.length > 0 ? `(?:(?:${names.join('|')})\\s+)?` : ''
  const plain = `(?<![\\d.,-])${dose.replace(' ', '[ -]?')}`
  if (!dose.endsWith('%')) return `${name}${plain}`
  return `${name}(?:${shareOfCream(plain)})`
}

/** "At 1.5%", "the 0.5% cream": a strength, and neither a share of somebody nor a level of a test. */
function shareOfCream(dose: string): string {
  const group =
    '(?:on|in|under|with|for)\\s+(?:the\\s+)?(?:placebo|vehicle|control|sham|\\p{L}+ \\d)'
  const isNoShare = `(?!\\s*(?:of|level|significance|confidence)\\b|\\s+${group})`
  const kinds = 'arm|group|dose|strength|cream|gel|ointment|solution|lotion|treatment'
  return (
    `(?<=\\b(?:at|with|on|the|than|versus|vs\\.?|between)\\s)${dose}${isNoShare}|` +
    `${dose}(?=\\s+(?:${kinds})s?\\b)`
  )
}

/** The doses by which groups are named. */
function readDoses(
  groups: readonly string[],
  evidence: readonly ClaimEvidence[],
): ReadonlyMap<string, Dose> {
  const doses = new Map<string, Dose>()
  for (const name of groups) {
    const dose = new RegExp(`(?<![\\d.])${dosePattern}(?![\\p{L}/])`, 'iu').exec(name)
    if (dose) doses.set(foldDose(dose[0]), { arm: foldDose(dose[0]), drugs: [] })
  }
  const told = new RegExp(
    `\\b(${levels})[- ]dose\\s*(?:=|:|is|was|\\()\\s*([^.;()=]{0,30}?)(${dosePattern})(?![\\p{L}/])`,
    'giu',
  )
  for (const context of new Set(evidence.map((one) => one.context))) {
    for (const [, level = '', before = '', dose = ''] of context.matchAll(told)) {
      const drug = before.trim()
      const drugs = doses.get(foldDose(dose))?.drugs ?? []
      const named = /^\p{L}[\p{L} -]+$/u.test(drug) ? [drug] : []
      doses.set(foldDose(dose), { arm: level.toLowerCase(), drugs: [...drugs, ...named] })
    }
  }
  return doses
}

function foldDose(dose: string): string {
  return dose
    .toLowerCase()
    .replace(/\s*(?=[^\d.]+$)/, ' ')
    .replace(/ +/g, ' ')
}

function toArm(words: string, doses: ReadonlyMap<string, Dose>): string {
  const plain = words
    .toLowerCase()
    .replace(/[\s.-]+/g, ' ')
    .trim()
  const level = new RegExp(`\\b(?:${levels})\\b`).exec(plain)
  if (level) return level[0]
  const dose = new RegExp(`${dosePattern}$`, 'i').exec(words)?.[0]
  const known = dose === undefined ? undefined : doses.get(foldDose(dose.replace('-', ' ')))?.arm
  return known ?? plain.replace(/ (?:group|arm)s?$/, '')
}

/** "Drug A (N=12) n (%)" tells what is counted as well, and is the group all the same. */
function withoutCount(head: string): string {
  return head.replace(/\(\s*N\s*=[^)]*\)(?:\s*n\s*\(\s*%\s*\)\s*$)?|\[\d+\]/gi, '').trim()
}

function escape(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')
}
