import { Button, Checkbox, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { useLayoutEffect, useState } from 'react'
import type { Client } from '../../../client/create-client.ts'
import type { OutlineResponse, OutlineSectionView } from '../../../shared/contract/outlines.ts'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import { countOutline } from '../../state/generation-outline.ts'
import { count } from '../../state/generation-words.ts'
import { nameSection } from '../../state/run-words.ts'
import { OutlineRuleView } from './OutlineRuleView.tsx'
import { useFormStyles } from './use-form-styles.ts'
import { useOutline, type OutlineActions, type OutlineRoom } from './use-outline.ts'

type OutlineViewProps = {
  readonly client: Client
  readonly documentId: string
  /** Of the sources that the run pins. */
  readonly sourceIds: readonly string[]
  readonly onOpenSettings: () => void
  /** Told whether changes wait to be stored. */
  readonly onSaving: (isSaving: boolean) => void
}

/** What each section will rest on, to be looked at and corrected before anything is written. */
export function OutlineView(props: OutlineViewProps) {
  const { client, documentId, sourceIds, onOpenSettings, onSaving } = props
  const [room, actions] = useOutline(client, documentId)
  const { outline, problem, isSaving } = room
  useLayoutEffect(() => {
    onSaving(isSaving)
    return () => onSaving(false)
  }, [onSaving, isSaving])
  return (
    <>
      {!outline && !problem && <Spinner size="tiny" label="Reading the outline…" />}
      {outline && <Counts outline={outline} />}
      <LastChange room={room} onPutBack={actions.putBack} />
      {problem && (
        <ProblemMessage
          problem={problem}
          onRetry={actions.readAgain}
          onOpenSettings={onOpenSettings}
        />
      )}
      {outline && outline.sections.length > 0 && (
        <Sections
          client={client}
          sourceIds={sourceIds}
          outline={outline}
          room={room}
          actions={actions}
        />
      )}
    </>
  )
}

type LastChangeProps = { readonly room: OutlineRoom; readonly onPutBack: () => void }

/** Stays in view where the outline is long. */
function LastChange({ room, onPutBack }: LastChangeProps) {
  const styles = useStyles()
  const { isSaving, notice, canPutBack } = room
  const words = isSaving ? 'Being saved…' : notice
  return (
    <div className={words === '' ? undefined : styles.change}>
      <span role="status">{words}</span>
      {canPutBack && (
        <Button size="small" disabledFocusable={isSaving} onClick={onPutBack}>
          Put it back
        </Button>
      )}
    </div>
  )
}

function Counts({ outline }: { readonly outline: OutlineResponse }) {
  const styles = useFormStyles()
  const { sections, selected, passages, gaps } = countOutline(outline)
  if (sections === 0) {
    return <p className={styles.text}>The template has no rules: nothing is taken from sources.</p>
  }
  return (
    <p className={styles.text}>
      {selected} of {count(sections, 'section')} will be made, from {count(passages, 'passage')}.{' '}
      {gaps === 0 ? 'No rule leaves a gap.' : `${count(gaps, 'rule')} will leave a gap.`}
    </p>
  )
}

type SectionsProps = Pick<OutlineViewProps, 'client' | 'sourceIds'> & {
  readonly outline: OutlineResponse
  readonly room: OutlineRoom
  readonly actions: OutlineActions
}

/** Those with a gap are open from the start; so each is in view. */
function Sections({ outline, ...props }: SectionsProps) {
  const styles = useFormStyles()
  const [open, setOpen] = useState(() => new Set(listOpen(outline)))
  const all = outline.sections.map(({ section_id: id }) => id)
  const isAllOpen = open.size === all.length
  return (
    <>
      <Button
        size="small"
        className={styles.start}
        onClick={() => setOpen(new Set(isAllOpen ? [] : all))}
      >
        {isAllOpen ? 'Close all sections' : 'Open all sections'}
      </Button>
      <ol className={styles.list} aria-label="Outline">
        {outline.sections.map((section) => (
          <Section
            key={section.section_id}
            {...props}
            section={section}
            isOpen={open.has(section.section_id)}
            onToggle={(isOpen) => setOpen((before) => toggle(before, section.section_id, isOpen))}
          />
        ))}
      </ol>
    </>
  )
}

type SectionProps = Omit<SectionsProps, 'outline'> & {
  readonly section: OutlineSectionView
  readonly isOpen: boolean
  readonly onToggle: (isOpen: boolean) => void
}

function Section({ section, isOpen, onToggle, room, actions, ...search }: SectionProps) {
  const form = useFormStyles()
  const styles = useStyles()
  const { section_id: sectionId, is_selected: isSelected, rules } = section
  return (
    <li>
      <details open={isOpen} onToggle={(event) => onToggle(event.currentTarget.open)}>
        <summary className={styles.summary}>
          <span className={styles.name}>{nameSection(sectionId)}</span>
          <span className={form.note}>{describeSection(section)}</span>
        </summary>
        {isOpen && (
          <div className={form.near}>
            <Checkbox
              label={`Make the section “${nameSection(sectionId)}”`}
              checked={isSelected}
              onChange={(_, { checked }) => actions.select(sectionId, checked === true)}
            />
            <ul className={form.list} aria-label={`Rules of ${nameSection(sectionId)}`}>
              {rules.map((rule) => (
                <OutlineRuleView
                  key={rule.rule_id}
                  {...search}
                  rule={rule}
                  isSaving={room.isSaving}
                  onTakeOut={(index) => actions.takeOut({ sectionId, ruleId: rule.rule_id }, index)}
                  onAdd={(chunkId) => actions.add({ sectionId, ruleId: rule.rule_id }, chunkId)}
                />
              ))}
            </ul>
          </div>
        )}
      </details>
    </li>
  )
}

function describeSection({ is_selected: isSelected, rules }: OutlineSectionView): string {
  if (!isSelected) return 'left out, its heading stays'
  const passages = rules.reduce((sum, { evidence }) => sum + evidence.length, 0)
  const gaps = rules.filter(({ gap }) => gap !== null).length
  const parts = [count(rules.length, 'rule'), count(passages, 'passage')]
  return [...parts, ...(gaps > 0 ? [count(gaps, 'gap')] : [])].join(', ')
}

function listOpen({ sections }: OutlineResponse): string[] {
  return sections
    .filter(({ rules }) => rules.some(({ gap }) => gap !== null))
    .map(({ section_id: id }) => id)
}

function toggle(open: ReadonlySet<string>, id: string, isOpen: boolean): Set<string> {
  const rest = [...open].filter((one) => one !== id)
  return new Set(isOpen ? [...rest, id] : rest)
}

const useStyles = makeStyles({
  change: {
    position: 'sticky',
    insetBlockStart: 0,
    zIndex: 1,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    paddingBlock: tokens.spacingVerticalS,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  summary: { cursor: 'pointer', paddingBlock: tokens.spacingVerticalXS, overflowWrap: 'anywhere' },
  name: { fontWeight: tokens.fontWeightSemibold, marginInlineEnd: tokens.spacingHorizontalS },
})
