import { Field, makeStyles, Radio, RadioGroup } from '@fluentui/react-components'
import type { CheckResponse } from '../../../shared/contract/checks.ts'
import type { ClaimFilter } from '../../state/check-filter.ts'
import { listFilterOptions, type FilterOption } from '../../state/check-words.ts'

type StateFilterProps = {
  readonly response: CheckResponse
  readonly filter: ClaimFilter
  readonly onChange: (filter: ClaimFilter) => void
}

/** The counts, each a choice of what to show; those of the states add up to all. */
export function StateFilter({ response, filter, onChange }: StateFilterProps) {
  const styles = useStyles()
  const { groups, states } = listFilterOptions(response, filter)
  return (
    <Field label="Show" size="small">
      <RadioGroup value={filter} onChange={(_, { value }) => onChange(value as ClaimFilter)}>
        <div className={styles.options}>{groups.map(toRadio)}</div>
        <div className={styles.options} role="group" aria-label="By state">
          {states.map(toRadio)}
        </div>
      </RadioGroup>
    </Field>
  )
}

function toRadio({ filter, label, count }: FilterOption) {
  return <Radio key={filter} value={filter} label={`${label} (${count})`} />
}

const useStyles = makeStyles({
  options: {
    width: '100%',
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(132px, 1fr))',
  },
})
