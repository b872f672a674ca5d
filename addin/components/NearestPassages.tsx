import { makeStyles, tokens } from '@fluentui/react-components'
import { useId } from 'react'
import type { SourceWords } from '../../shared/contract/sources.ts'
import { SourceCard } from './SourceCard.tsx'

/** What a reader may look at where no source was found; nothing here is said to support the words. */
export function NearestPassages({ passages }: { readonly passages: readonly SourceWords[] }) {
  const styles = useStyles()
  const titleId = useId()
  if (passages.length === 0) return null
  return (
    <section className={styles.room} aria-labelledby={titleId}>
      <h3 id={titleId} className={styles.title}>
        Nearest passages
      </h3>
      <p className={styles.text}>
        They share words with yours, and none of them was held against yours: read one before you
        rely on it.
      </p>
      <ol className={styles.list} aria-labelledby={titleId}>
        {passages.map((passage, index) => (
          <li key={index}>
            <SourceCard
              source={{ ...passage, basis: 'retrieved', claim_state: 'not_checked', score: null }}
              label="Passage"
              position={`${index + 1} of ${passages.length}`}
              showsBasis={false}
              showsState={false}
            />
          </li>
        ))}
      </ol>
    </section>
  )
}

const useStyles = makeStyles({
  room: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
  text: { margin: 0 },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gap: tokens.spacingVerticalM,
  },
})
