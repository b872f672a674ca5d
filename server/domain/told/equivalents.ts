import { stem } from '../../../shared/text/stem.ts'
import { findIrregular, listIrregularVerbs } from '../tense/irregular-verbs.ts'

/**
 * Keys of a word of a report: two words say the same where they share one. Of words with two meanings each meaning
 * is a key, so that "end" is both "terminate" and "expire", which are two things in a contract.
 */
export function listKeys(word: string): readonly string[] {
  const known = keysOf.get(word)
  if (known) return known
  const own = toStem(word)
  const keys = [own, ...(groupsOf.get(own) ?? [])]
  if (keysOf.size >= mostWords) keysOf.clear()
  keysOf.set(word, keys)
  return keys
}

/** What else than a word of a source may be told of it: 63 employees are 63 people, but not the other way. */
export function isSort(told: string, given: string): boolean {
  return kinds.some(([broad, narrow]) => broad.has(told) && narrow.has(given))
}

/**
 * Of British and American spelling one: "randomise", "randomize". Who does it is not what it is done to: the insurer is
 * not the insured.
 */
function toStem(word: string): string {
  const base = bases.get(word) ?? word
  const found = stem(base.length > 6 ? base.replace(/is(?=(?:e[ds]?|ing|ations?)$)/, 'iz') : base)
  return /ers?$/.test(base) && !found.endsWith('er') ? `${found}er` : found
}

const keysOf = new Map<string, readonly string[]>()
const mostWords = 20_000

/**
 * Words that say the same in contracts, minutes, policies and reports: each line is one meaning, with its nouns.
 * What only comes near ("inform", "report") is no equivalent, and neither is a kind of something.
 */
const meanings = `
raise increase rise climb
lower reduce reduction decrease fall
decrease fall decline
begin start commence commencement beginning
end terminate termination
end expire expiry expiration
buy acquire purchase acquisition
sell sale
close closure shut
move transfer
move relocate relocation
pause suspend suspension
resume restart resumption
limit cap ceiling
occur happen
complete finish completion
postpone defer deferral postponement
examine examination
investigate investigation
fulfil fulfill satisfy
permit allow
need require requirement
forbid prohibit
staff personnel
agreement contract
receive receipt
pay payment
remove removal
delete deletion
add addition
approve approval
propose proposal
decide decision
introduce introduction
extend extension lengthen prolong
withdraw withdrawal
appoint appointment
deliver delivery
analyse analyze analysis
die death
lose loss
grow growth
fail failure
replace replacement
renew renewal
yearly annual annually
use utilise utilize
injure injury
employ employment
choose choice
arrive arrival
sign signature
submit submission
publish publication
recommend recommendation
resign resignation
dismiss dismissal
inspect inspection
assess assessment
chair chairman chairwoman chairperson
perform conduct
reject rejection
refuse refusal
cancel cancellation
specify stipulate specification
select selection
build construct construction
destroy destruction
landlord lessor
tenant lessee
shareholder stockholder
elect election
attend attendance
discuss discussion
conclude conclusion
confirm confirmation
announce announcement
evaluate evaluation
improve improvement
treat treatment
inform information
compare comparison
centre center
programme program
labour labor
licence license
tumour tumor
establish establishment
repay repayment
`

const bases: ReadonlyMap<string, string> = new Map(
  listIrregularVerbs().flatMap((base) => {
    const forms = findIrregular(base)
    return forms ? [forms.past, forms.participle].map((form) => [form, base] as const) : []
  }),
)

const groupsOf: ReadonlyMap<string, readonly string[]> = readGroups()

function readGroups(): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  meanings
    .trim()
    .split('\n')
    .forEach((line, at) => {
      for (const word of line.split(' ')) {
        const key = toStem(word)
        groups.set(key, [...(groups.get(key) ?? []), `meaning ${at}`])
      }
    })
  return groups
}

function stems(words: string): ReadonlySet<string> {
  return new Set(words.split(' ').map(toStem))
}

const kinds: readonly (readonly [ReadonlySet<string>, ReadonlySet<string>])[] = [
  [
    stems('people person'),
    stems('employee patient participant subject worker adult man woman member resident volunteer'),
  ],
]
