import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components'
import { useState, type ReactNode } from 'react'
import type { CheckResponse } from '../../../shared/contract/checks.ts'

export type ViewName = 'sentences' | 'updates' | 'conflicts' | 'inconsistencies' | 'unused'

type CheckViewsProps = {
  readonly response: CheckResponse | null
  readonly shown: ViewName
  readonly onShow: (view: ViewName) => void
  readonly views: Readonly<Record<ViewName, () => ReactNode>>
}

/** The parts of the check; one that was looked at stays as it is behind the others. */
export function CheckViews({ response, shown, onShow, views }: CheckViewsProps) {
  const styles = useStyles()
  const [visited, setVisited] = useState<readonly ViewName[]>([])
  if (!visited.includes(shown)) setVisited([...visited, shown])
  return (
    <>
      <TabList
        size="small"
        className={styles.tabs}
        aria-label="Parts of the check"
        selectedValue={shown}
        onTabSelect={(_, { value }) => onShow(value as ViewName)}
      >
        {viewNames.map((view) => (
          <Tab key={view} value={view} id={`check-tab-${view}`} aria-controls={`check-${view}`}>
            {nameView(view, response)}
          </Tab>
        ))}
      </TabList>
      {viewNames.map((view) => (
        <div
          key={view}
          role="tabpanel"
          id={`check-${view}`}
          aria-labelledby={`check-tab-${view}`}
          hidden={view !== shown}
        >
          <div className={styles.view}>{visited.includes(view) && views[view]()}</div>
        </div>
      ))}
    </>
  )
}

const viewNames = [
  'sentences',
  'updates',
  'conflicts',
  'inconsistencies',
  'unused',
] as const satisfies readonly ViewName[]

function nameView(view: ViewName, response: CheckResponse | null): string {
  switch (view) {
    case 'sentences':
      return response ? `Sentences (${response.total})` : 'Sentences'
    case 'updates':
      return response ? `Stale (${response.stale})` : 'Stale'
    case 'conflicts':
      return 'Conflicts'
    case 'inconsistencies':
      return response ? `Inconsistent (${response.inconsistencies_total})` : 'Inconsistent'
    case 'unused':
      return 'Unused'
  }
}

const useStyles = makeStyles({
  tabs: { flexWrap: 'wrap', marginInline: `calc(-1 * ${tokens.spacingHorizontalS})` },
  view: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
})
