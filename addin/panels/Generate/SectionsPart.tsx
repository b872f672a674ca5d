import { Button, Checkbox, makeStyles } from '@fluentui/react-components'
import { useState } from 'react'
import type { TemplateDetails } from '../../../shared/contract/templates.ts'
import { describeSections } from '../../state/generation-words.ts'
import { nameSection } from '../../state/run-words.ts'
import {
  toggleSection,
  type GenerationWish,
  type WishMistake,
} from '../../state/generation-wish.ts'
import { Part } from './Part.tsx'
import { useFormStyles } from './use-form-styles.ts'

type SectionsPartProps = {
  readonly sections: TemplateDetails['sections']
  readonly wish: GenerationWish
  readonly mistakes: readonly WishMistake[]
  readonly onChange: (wish: GenerationWish) => void
}

/** Which sections are made; the others keep their headings. */
export function SectionsPart({ sections, wish, mistakes, onChange }: SectionsPartProps) {
  const form = useFormStyles()
  const [isOpen, setOpen] = useState(false)
  return (
    <Part part="sections" title="Sections" mistakes={mistakes}>
      <p className={form.text}>{describeSections(sections, wish.selectedSectionIds)}</p>
      <Button
        className={form.start}
        aria-expanded={isOpen}
        aria-controls="template-sections"
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? 'Hide the sections' : 'Choose sections'}
      </Button>
      <div id="template-sections" hidden={!isOpen}>
        {isOpen && <SectionChecklist sections={sections} wish={wish} onChange={onChange} />}
      </div>
    </Part>
  )
}

function SectionChecklist({ sections, wish, onChange }: Omit<SectionsPartProps, 'mistakes'>) {
  const form = useFormStyles()
  const styles = useStyles()
  const all = sections.map(({ section_id: id }) => id)
  const chosen = wish.selectedSectionIds ?? all
  return (
    <>
      <div className={form.actions}>
        <Button size="small" onClick={() => onChange({ ...wish, selectedSectionIds: null })}>
          All
        </Button>
        <Button size="small" onClick={() => onChange({ ...wish, selectedSectionIds: [] })}>
          None
        </Button>
      </div>
      <ul className={styles.list} aria-label="Sections of the template">
        {sections.map(({ section_id: id, level }) => (
          <li key={id} style={{ paddingInlineStart: `${Math.max(0, level - 1) * indentation}px` }}>
            <Checkbox
              label={nameSection(id)}
              checked={chosen.includes(id)}
              onChange={() => onChange(toggleSection(wish, id, all))}
            />
          </li>
        ))}
      </ul>
    </>
  )
}

/** Pixels a level. */
const indentation = 12

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
})
