import type {
  CheckedSentence,
  ClaimWordingAnswer,
  RuleWordingAnswer,
  WordingApproval,
} from '../../shared/contract/checks.ts'

/** A piece of a wording: the rule's own words, or the place of a value. */
type WordingPart = { readonly text: string; readonly isValue: boolean }

/** Whether nothing is left to look at but a wording that a person approved. */
export function isSettled({ wording, override }: CheckedSentence): boolean {
  return wording?.is_approved === true && override === null
}

/** The wording in parts; a value is shown by its address, without the braces. */
export function splitWording({ text }: Pick<RuleWordingAnswer, 'text'>): readonly WordingPart[] {
  return text
    .split(/((?<!\\)\{(?:[^{}]|\{[^{}]*\})*\})/)
    .map((part, at): WordingPart => {
      const isValue = at % 2 === 1
      return { isValue, text: isValue ? part.slice(1, -1).trim() : part.replace(/\\([{}])/g, '$1') }
    })
    .filter((part) => part.text !== '')
}

/** The words of a sentence that no source says, each once. */
export function listOpenWords({ differences }: Pick<CheckedSentence, 'differences'>): string[] {
  return [...new Set(differences.map(({ words }) => words))]
}

/** The sentence as it stands once one of its wordings is approved, or is not any more. */
export function withApproval(
  sentence: CheckedSentence,
  wordingId: string,
  approval: WordingApproval | null,
): CheckedSentence {
  const { wording } = sentence
  if (!wording) return sentence
  const wordings = wording.wordings.map((one) =>
    one.wording_id === wordingId ? { ...one, approval } : one,
  )
  const is_approved = wordings.every((one) => one.approval !== null)
  const code = is_approved ? 'approved_wording' : 'template_words'
  return {
    ...sentence,
    reason: { ...sentence.reason, code },
    wording: { ...wording, wordings, is_approved },
  }
}

/** What an approval is about, or why there can be none. */
export function explainApproval({
  template_name: name,
  can_be_approved: canBe,
}: ClaimWordingAnswer): string {
  if (name === null) return 'The template was deleted: nothing of it can be approved any more.'
  if (!canBe) {
    return 'This run brought an outline of its own: its words are not the template’s to approve.'
  }
  return `Are these words yours, and right whatever the values are? Once they are approved, no document of the template “${name}” asks about them again until the rule is changed. The values are checked as before; whether such words fit them is not.`
}
