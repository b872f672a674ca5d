import { Combobox, Field, makeStyles, Option, tokens } from '@fluentui/react-components'
import { useCallback, useMemo, useState, type ReactElement } from 'react'
import type { Section } from '../../../shared/contract/sections.ts'
import {
  filterSectionOptions,
  listSectionOptions,
  nameOption,
  type SectionOption,
} from '../../state/section-options.ts'

type SectionPickerProps = {
  readonly sections: readonly Section[]
  /** The section shown as chosen; '' for none. */
  readonly sectionId: string
  readonly onChoose: (section: Section) => void
}

/** The document's sections, in order; typing narrows the list. */
export function SectionPicker({ sections, sectionId, onChoose }: SectionPickerProps) {
  const styles = useStyles()
  const [query, setQuery] = useState<string>()
  const options = useMemo(() => listSectionOptions(sections), [sections])
  const chosen = options.find(({ section }) => section.section_id === sectionId)
  const shown = filterSectionOptions(options, query ?? '')
  // Hundreds of options are drawn once, and not with every letter: what they are given stays the same.
  const drawn = useMemo(() => new Map(options.map((option) => [option, draw(option)])), [options])
  const selected = useMemo(() => (sectionId ? [sectionId] : []), [sectionId])
  const choose = useCallback(
    (_: unknown, { optionValue: id }: { readonly optionValue: string | undefined }) => {
      setQuery(undefined)
      const section = sections.find(({ section_id }) => section_id === id)
      if (section) onChoose(section)
    },
    [sections, onChoose],
  )
  return (
    <Field
      label="Section"
      hint={sections.length === 0 ? 'The document has no headings.' : undefined}
    >
      <Combobox
        className={styles.combobox}
        listbox={{ className: styles.list }}
        positioning={{ matchTargetSize: 'width', autoSize: 'height' }}
        placeholder="Choose or search a section"
        freeform
        disabled={sections.length === 0}
        value={query ?? (chosen ? nameOption(chosen) : '')}
        selectedOptions={selected}
        onChange={(event) => setQuery(event.target.value)}
        onBlur={() => setQuery(undefined)}
        onOptionSelect={choose}
      >
        {shown.length === 0 ? nothingFound : shown.map((option) => drawn.get(option))}
      </Combobox>
    </Field>
  )
}

const nothingFound = (
  <Option key="none" value="" text="" disabled>
    No section has these words.
  </Option>
)

function draw(option: SectionOption): ReactElement {
  return (
    <Option
      key={option.section.section_id}
      value={option.section.section_id}
      text={nameOption(option)}
      aria-label={nameOption(option)}
    >
      <OptionText option={option} />
    </Option>
  )
}

function OptionText({ option }: { readonly option: SectionOption }) {
  const styles = useStyles()
  return (
    <span
      style={{ paddingInlineStart: `${option.depth * indentation}px` }}
      className={styles.option}
    >
      {option.label}
      {option.context && <span className={styles.context}>{option.context}</span>}
    </span>
  )
}

/** Pixels a level; a pane of 320 pixels still shows the words of level 9. */
const indentation = 12

const useStyles = makeStyles({
  combobox: { minWidth: 0, width: '100%' },
  list: { maxHeight: '60vh' },
  option: { display: 'block', overflowWrap: 'anywhere' },
  context: {
    display: 'block',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
})
