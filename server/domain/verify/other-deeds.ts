import { stem } from '../../../shared/text/stem.ts'
import type { Matching } from './align-tokens.ts'
import type { Finding } from './judge-gap.ts'

/**
 * Words that go one way and yet are other deeds: an offer that was withdrawn was not terminated, and what reduces
 * infections does not prevent them. They bear one another out no more than they are against one another.
 */
export function judgeOtherDeeds({ pairs }: Matching): readonly Finding[] {
  return pairs
    .filter(([one, other]) => one.kind === 'direction' && isOther(one.key, other.key))
    .map(([one, other]) => ({
      kind: 'direction',
      claim: one.range,
      rival: other.range,
      contradicts: false,
    }))
}

function isOther(one: string, other: string): boolean {
  if (one === other) return false
  const [meant, given] = [deeds.get(one), deeds.get(other)]
  return meant === undefined || given === undefined || !meant.some((deed) => given.includes(deed))
}

/** Words of a direction that say the same; what stands in no line is a deed of its own. */
const sameDeed = `
increase increases increased increasing rise rises rose raise raises raised grew grow growth gain gained climbed climbs jumped jumps elevated elevates elevate higher
higher high greater more larger upper
exceed exceeds exceeded above more higher
highest largest greatest most maximum max peaked
decrease decreases decreased decreasing fall falls fell lower lowers lowered reduce reduces reduced reduction reductions reducing decline declined declines dropped drops slipped slips shrank shrinks diminish diminished diminishes
fewer less smaller lower below
lower low
lowest smallest fewest least minimum min
longer longest
older oldest
shorter shortest
younger youngest
heavier heaviest
lighter
upregulated upregulates upregulation up-regulated
downregulated downregulates downregulation down-regulated
enhance enhances enhanced enhancement
strengthened strongest
weakened weaker weakest
promote promotes promoted promoting
stimulates stimulate stimulated
activates activated activate activation
induces induce induced
impair impairs impaired
inhibit inhibits inhibited inhibition inhibiting
suppress suppresses suppressed suppression
prevent prevents prevented
attenuates attenuated
blocks blocked block
deficient deficiency lack lacks lacking
loss lost
improve improves improved improvement better
worsen worsens worsened worsening worse deteriorated deterioration
benefit beneficial
after following post
before prior preceding
later
earlier
included includes include including inclusion
excluded excludes exclude exclusion
started begin began start onset
stopped stop
ended end
men man male males
women woman female females
boys
girls
severe severely
mild mildly
moderate moderately
completed completes complete completers completer completion
discontinued discontinues discontinue discontinuation discontinuations
withdrew withdrawn withdraws withdrawal withdrawals withdraw
termination terminations terminated terminate terminates
present
positive
absent absence
negative
`

const deeds: ReadonlyMap<string, readonly number[]> = readDeeds()

function readDeeds(): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>()
  sameDeed
    .trim()
    .split('\n')
    .forEach((line, at) => {
      for (const key of new Set(line.split(' ').map(stem))) {
        found.set(key, [...(found.get(key) ?? []), at])
      }
    })
  return found
}
