import type { SourceRole } from '../../shared/model/vocabulary.ts'

/** Where words are looked for: what a person looks at to tell what a file is. */
export type Place = 'title' | 'name' | 'heading' | 'header_cell' | 'text'

/** `weight` is how sure the words alone make us, 0 to 1. Patterns see lower case. */
export type RoleWords = {
  readonly role: SourceRole
  readonly place: Place
  readonly words: RegExp
  readonly weight: number
}

/**
 * The words that tell a role. A title names it outright; a file name is short for it; headings are
 * those that the role's own templates ask for (ICH E6 §6 for a protocol, ICH E9 §5 for an analysis
 * plan, ICH E3 for a report, ENCePP's for an observational study).
 */
export const roleWords: readonly RoleWords[] = [
  ...tell('protocol', 'title', [
    [/\b(?:study|trial|investigation(?:al)?) protocol\b/, 0.85],
    // "Protocol: X01" is a label that every table of a study carries
    [
      /^protocol\b(?!:| (?:deviation|violation)s?\b)|\bprotocol (?:synopsis|signature|amendment)\b/,
      0.5,
    ],
    [/\bprotocol\b(?!:| (?:deviation|violation)s?\b)/, 0.3],
  ]),
  // a list of deviations from a protocol plans nothing
  ...tell('protocol', 'name', [
    [/\bprotocol\b(?! (?:deviation|violation)s?\b)|\bprot\b(?! (?:dev|viol)\w*)/, 0.6],
  ]),
  ...tell('protocol', 'heading', [
    [/\b(?:inclusion|exclusion) criteria\b|\bcriteria for enrollment\b/, 0.35],
    [/\binvestigational plan\b|\b(?:study|trial) design\b/, 0.2],
    [/\binformed consent\b|\bprotection of human subjects\b/, 0.2],
    [/\bresearch questions?\b.*\bobjectives\b|\bmilestones\b/, 0.25],
    [/\bamendments and updates\b|\brationale and background\b/, 0.25],
    [/\b(?:concomitant therapy|blinding|schedule of (?:events|activities))\b/, 0.15],
  ]),
  ...tell('sap', 'title', [
    [/\bstatistical analysis plan\b/, 0.9],
    [/\banalysis plan\b|\bsap\b/, 0.7],
  ]),
  ...tell('sap', 'name', [[/\bsap\b|\banalysis plan\b/, 0.75]]),
  ...tell('sap', 'heading', [
    [/\banalysis (?:populations?|sets?)\b/, 0.3],
    [/\b(?:multiple comparisons|multiplicity)\b/, 0.2],
    [/\b(?:data handling|missing data|general considerations for data analyses)\b/, 0.2],
    [/\bsample size (?:considerations|justification)\b|\bstatistical hypothes[ei]s\b/, 0.2],
  ]),
  ...tell('report', 'title', [
    [/\b(?:clinical )?study report\b|\bcsr\b/, 0.9],
    [/\b(?:annual|final|interim|progress|technical|inspection) report\b/, 0.8],
    [/\breport\b/, 0.4],
  ]),
  ...tell('report', 'name', [[/\bcsr\b|\breport\b/, 0.6]]),
  ...tell('report', 'heading', [
    [/\bdiscussion and (?:overall )?conclusions?\b/, 0.4],
    [/\b(?:efficacy|safety) (?:results|evaluation)\b|^results\b/, 0.25],
    [/^(?:conclusions?|discussion|findings|executive summary)\b/, 0.2],
  ]),
  ...tell('contract', 'title', [
    [/\b(?:agreement|contract|statement of work|deed|lease)\b/, 0.75],
    [/\bterms (?:and conditions|of service)\b/, 0.7],
  ]),
  ...tell('contract', 'name', [[/\b(?:agreement|contract|nda|msa|sow|lease)\b/, 0.6]]),
  ...tell('contract', 'heading', [
    [/\bgoverning law\b|\bforce majeure\b|\bindemni(?:ty|fication)\b/, 0.4],
    [/\blimitation of liability\b|\bterm and termination\b/, 0.4],
    [/\bconfidentiality\b|\bwarranties\b|\bassignment\b/, 0.15],
  ]),
  ...tell('contract', 'text', [
    [/\bby and between\b|\bhereinafter\b/, 0.4],
    [/\bwhereas\b|\bin witness whereof\b/, 0.3],
  ]),
  ...tell('ledger', 'title', [
    [/\b(?:general )?ledger\b|\btrial balance\b|\bjournal entries\b|\bchart of accounts\b/, 0.85],
    [/\bbalance sheet\b|\baccount statement\b|\bstatement of account\b/, 0.6],
  ]),
  ...tell('ledger', 'name', [[/\bledger\b|\btrial balance\b|\bjournal\b|\bbookings?\b/, 0.6]]),
  ...tell('ledger', 'header_cell', [
    [/^debits?\b|\bdr\b/, 0.4],
    [/^credits?\b|\bcr\b/, 0.4],
    [/^(?:account|account (?:no|number|name)|posting date|balance)\b/, 0.3],
  ]),
  ...tell('guideline', 'title', [
    [/\bguidelines?\b|\bguidance for industry\b|\bstandard operating procedure\b/, 0.85],
    [/\bguidance\b|\bsop\b|\bcode of practice\b|\bstyle guide\b|\bpolicy\b/, 0.6],
  ]),
  ...tell('guideline', 'name', [[/\bguidelines?\b|\bguidance\b|\bsop\b|\bpolicy\b/, 0.6]]),
  ...tell('listing', 'title', [[/^listing [\d.-]+|^listings?(?: of)?\b/, 0.8]]),
  ...tell('listing', 'name', [[/\blistings?\b|^l ?\d/, 0.5]]),
  ...tell('figure', 'title', [[/^figure [\d.-]+/, 0.7]]),
  ...tell('figure', 'name', [[/\bfigures?\b|^f ?\d/, 0.5]]),
  ...tell('table', 'title', [[/^table [\d.-]+/, 0.5]]),
  ...tell('table', 'name', [[/\btables?\b|^t ?\d|^\d+(?:[-.]\d+)+$/, 0.5]]),
]

function tell(
  role: SourceRole,
  place: Place,
  list: readonly (readonly [RegExp, number])[],
): RoleWords[] {
  return list.map(([words, weight]) => ({ role, place, words, weight }))
}
