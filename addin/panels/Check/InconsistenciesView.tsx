import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useCallback, useState } from 'react'
import type {
  InconsistenciesResponse,
  InconsistencyAnswer,
} from '../../../shared/contract/checks.ts'
import { MarkedWords } from '../../components/QuotedWords.tsx'
import { nameSection } from '../../state/run-words.ts'
import { AskedView } from './AskedView.tsx'
import { Card, Cards } from './Card.tsx'
import { Pager } from './Pager.tsx'
import { useAsked } from './use-asked.ts'
import type { GoTo } from './use-go-to.ts'
import type { ViewProps } from './view.ts'

/** Where the document gives one quantity twice with other values. */
export function InconsistenciesView({ client, documentId, revision, goTo }: ViewProps) {
  const [page, setPage] = useState(1)
  const asked = useAsked(
    useCallback(
      (signal: AbortSignal) => client.listInconsistencies(documentId, page, signal),
      [client, documentId, page],
    ),
    revision,
  )
  return (
    <AskedView asked={asked} label="Loading the inconsistencies…" describe={describeFound}>
      {({ inconsistencies, version, total, page_size: pageSize }) => (
        <>
          <Cards label="Inconsistencies">
            {inconsistencies.map((one, index) => (
              <Inconsistency key={index} inconsistency={one} version={version} goTo={goTo} />
            ))}
          </Cards>
          <Pager name="inconsistencies" {...{ page, pageSize, total }} onPage={setPage} />
        </>
      )}
    </AskedView>
  )
}

function describeFound({ check, total }: InconsistenciesResponse): string {
  if (!check) return 'Nothing has been compared yet: check the document first.'
  if (total === 0) return 'The document gives no quantity twice with other values.'
  const quantities = total === 1 ? '1 quantity' : `${total} quantities`
  return `The document gives ${quantities} twice with other values.`
}

type InconsistencyProps = {
  readonly inconsistency: InconsistencyAnswer
  readonly version: number
  readonly goTo: GoTo
}

function Inconsistency({ inconsistency, version, goTo }: InconsistencyProps) {
  const styles = useStyles()
  const { what, values, places } = inconsistency
  return (
    <Card title={`${what}: ${values.join(' or ')}`}>
      {places.map((place, index) => {
        const { text, start_char: start, section_id, sentence_id } = place
        const value = { start: place.value_start - start, end: place.value_end - start }
        return (
          <div key={sentence_id}>
            <p className={styles.line}>
              <MarkedWords text={text} marks={[value]} range={{ start: 0, end: text.length }} />
            </p>
            <div className={styles.row}>
              <span className={styles.facts}>{nameSection(section_id)}</span>
              <Button
                size="small"
                aria-label={`Show place ${index + 1} in the document: ${values[index] ?? ''}`}
                onClick={() => goTo({ start, end: place.end_char, version })}
              >
                Show
              </Button>
            </div>
          </div>
        )
      })}
    </Card>
  )
}

const useStyles = makeStyles({
  line: { margin: 0 },
  row: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
  },
  facts: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
})
