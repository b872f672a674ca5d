import { Button, mergeClasses } from '@fluentui/react-components'
import { useId, useRef, useState } from 'react'
import type { Client } from '../../../client/create-client.ts'
import type { OutlineEvidence, OutlineRule } from '../../../shared/contract/outlines.ts'
import { takesEvidence } from '../../state/generation-outline.ts'
import { describeEvidencePlace, describeRuleEvidence } from '../../state/generation-words.ts'
import { PassageSearch } from './PassageSearch.tsx'
import { PassageWords } from './PassageWords.tsx'
import { useFormStyles } from './use-form-styles.ts'

type OutlineRuleViewProps = {
  readonly client: Client
  readonly sourceIds: readonly string[]
  readonly rule: OutlineRule
  readonly isSaving: boolean
  readonly onTakeOut: (index: number) => void
  readonly onAdd: (chunkId: string) => void
}

/** A rule with what it was given to rest on, or why it leaves a gap. */
export function OutlineRuleView({ rule, ...props }: OutlineRuleViewProps) {
  const styles = useFormStyles()
  const heading = useRef<HTMLHeadingElement>(null)
  const takeOut = (index: number) => {
    // the button goes with its passage, and the keyboard would lose its place
    heading.current?.focus()
    props.onTakeOut(index)
  }
  return (
    <li className={mergeClasses(styles.card, rule.gap !== null && styles.alarming)}>
      <h3 ref={heading} tabIndex={-1} className={styles.subtitle}>
        Rule {rule.rule_id}: {describeRuleEvidence(rule)}
        {rule.is_changed && ', changed by hand'}
      </h3>
      {rule.rule_text && <code className={styles.note}>{rule.rule_text}</code>}
      {rule.gap && <p className={styles.text}>{rule.gap.reason}</p>}
      {rule.searched !== '' && <p className={styles.note}>Searched: {rule.searched}</p>}
      <ol className={styles.list} aria-label={`Passages of rule ${rule.rule_id}`}>
        {rule.evidence.map((evidence, index) => (
          <Evidence
            key={`${evidence.document_id} ${evidence.start_char}`}
            evidence={evidence}
            name={`passage ${index + 1} of rule ${rule.rule_id}`}
            isSaving={props.isSaving}
            onTakeOut={takesEvidence(rule) ? () => takeOut(index) : undefined}
          />
        ))}
      </ol>
      {takesEvidence(rule) && <Adding rule={rule} {...props} />}
    </li>
  )
}

type EvidenceProps = {
  readonly evidence: OutlineEvidence
  readonly name: string
  readonly isSaving: boolean
  readonly onTakeOut: (() => void) | undefined
}

function Evidence({ evidence, name, isSaving, onTakeOut }: EvidenceProps) {
  const styles = useFormStyles()
  return (
    <li className={styles.near}>
      <span>
        <strong>{evidence.document_name}</strong>{' '}
        <span className={styles.note}>{describeEvidencePlace(evidence)}</span>
      </span>
      <PassageWords text={evidence.text} />
      {onTakeOut && (
        <Button
          size="small"
          className={styles.start}
          aria-label={`Take out ${name}`}
          disabledFocusable={isSaving}
          onClick={onTakeOut}
        >
          Take out
        </Button>
      )}
    </li>
  )
}

type AddingProps = Pick<
  OutlineRuleViewProps,
  'client' | 'sourceIds' | 'rule' | 'isSaving' | 'onAdd'
>

function Adding(props: AddingProps) {
  const styles = useFormStyles()
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  return (
    <>
      <Button
        size="small"
        className={styles.start}
        aria-label={`Add a passage to rule ${props.rule.rule_id}`}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        Add a passage
      </Button>
      <div id={id} hidden={!isOpen}>
        {isOpen && <PassageSearch {...props} />}
      </div>
    </>
  )
}
