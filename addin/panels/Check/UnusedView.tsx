import { makeStyles, tokens } from '@fluentui/react-components'
import { useCallback, useState } from 'react'
import type { UnusedResponse } from '../../../shared/contract/source-use.ts'
import { describeExcerpt } from '../../state/check-words.ts'
import { describePage } from '../../state/source-words.ts'
import { AskedView } from './AskedView.tsx'
import { QuotedWords } from '../../components/QuotedWords.tsx'
import { Card, Cards } from './Card.tsx'
import { Pager } from './Pager.tsx'
import { useAsked } from './use-asked.ts'
import type { ViewProps } from './view.ts'

/** Tables and sections of the sources of which the document says nothing. */
export function UnusedView({ client, documentId, revision }: Omit<ViewProps, 'goTo'>) {
  const styles = useStyles()
  const [page, setPage] = useState(1)
  const asked = useAsked(
    useCallback(
      (signal: AbortSignal) => client.listUnused(documentId, page, signal),
      [client, documentId, page],
    ),
    revision,
  )
  return (
    <AskedView asked={asked} label="Looking for what is not used…" describe={describeUnused}>
      {({ unused, total, page_size: pageSize }) => (
        <>
          <Cards label="Unused passages">
            {unused.map((one) => (
              <Card
                key={`${one.document_source_id} ${one.start_char}`}
                title={
                  one.title || (one.kind === 'table' ? 'Table without a title' : 'Without a title')
                }
              >
                <p className={styles.facts}>
                  {one.kind === 'table' ? 'Table' : 'Section'} of {one.document_source_name},{' '}
                  {describePage(one)}
                </p>
                <Excerpt unused={one} />
              </Card>
            ))}
          </Cards>
          <Pager name="unused passages" {...{ page, pageSize, total }} onPage={setPage} />
        </>
      )}
    </AskedView>
  )
}

type ExcerptProps = { readonly unused: UnusedResponse['unused'][number] }

function Excerpt({ unused }: ExcerptProps) {
  const styles = useStyles()
  const { kind, excerpt: words } = unused
  if (kind !== 'table') return <p className={styles.line}>{describeExcerpt(unused)}</p>
  const range = { start: 0, end: words.trimEnd().length }
  return (
    <div className={styles.line}>
      <QuotedWords text={words} marks={[]} range={range} isTable />
      {words.length < unused.end_char - unused.start_char && '…'}
    </div>
  )
}

function describeUnused({ tables, sections }: UnusedResponse): string {
  if (tables.all + sections.all === 0) return 'The document has no sources that could be unused.'
  return `Not used: ${tables.unused} of ${tables.all} tables and ${sections.unused} of ${sections.all} sections of the sources. The most important stand first.`
}

const useStyles = makeStyles({
  line: { margin: 0, whiteSpace: 'pre-line' },
  facts: { margin: 0, fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
})
