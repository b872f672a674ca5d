import { makeStyles, tokens } from '@fluentui/react-components'
import { lazy, Suspense, useEffect } from 'react'
import type { Section } from '../../../shared/contract/sections.ts'
import type { TextQuoteSelector } from '../../../shared/text/selector.ts'
import { CitationActions } from '../../components/CitationActions.tsx'
import { tellFirstRun } from '../../first-run.ts'
import type { DocumentHost } from '../../host/host.ts'
import { writeCitation } from '../../state/citation-words.ts'
import { findSectionId, type Trace, type TraceEvent } from '../../state/trace.ts'
import type { DocumentPanelProps } from '../panel-table.ts'
import { SectionPicker } from './SectionPicker.tsx'
import { SelectedWords } from './SelectedWords.tsx'
import { TraceResult } from './TraceResult.tsx'
import { useNotice } from './use-notice.ts'
import { useTrace } from './use-trace.ts'

/** Where the words of the document come from: those of a section, or those selected in it. */
export function SourcesPanel(props: DocumentPanelProps) {
  const { host, client, document, onOpenSettings } = props
  const styles = useStyles()
  const [trace, dispatch] = useTrace(client, document.documentId)
  const [notice, report] = useNotice()
  useSelection(host, dispatch)
  const selector = trace.subject?.kind === 'selection' ? trace.subject.selector : undefined
  const chooseSection = (section: Section) => {
    dispatch({ type: 'asked', subject: { kind: 'section', section } })
    report(host.goToSection(section, document.sections), headingMissing)
  }
  const showWords = (selector: TextQuoteSelector) =>
    report(host.markQuote(selector), 'These words are not in the document any more.')
  return (
    <div className={styles.panel}>
      <SectionPicker
        sections={document.sections}
        sectionId={findSectionId(trace)}
        onChoose={chooseSection}
      />
      {selector && <SelectedWords selector={selector} onShow={showWords} />}
      <Notice words={notice} />
      <TraceResult
        trace={trace}
        hint={host.description.selectionHint}
        onRetry={() => dispatch({ type: 'retried' })}
        onMove={(to) => dispatch({ type: 'moved', to })}
        renderActions={(source) => (
          <CitationActions
            citation={writeCitation(source)}
            editor={host.editor}
            selector={selector}
          />
        )}
        onOpenSettings={onOpenSettings}
      />
      <Rewriting {...props} trace={trace} />
    </div>
  )
}

/** Of the chosen section, if one is; behind the sources, which it must not push away when it comes. */
function Rewriting({ trace, ...props }: DocumentPanelProps & { readonly trace: Trace }) {
  if (trace.subject?.kind !== 'section') return null
  const { section } = trace.subject
  return (
    <Suspense>
      <RewriteSection {...props} key={section.section_id} section={section} />
    </Suspense>
  )
}

const RewriteSection = lazy(async () => ({
  default: (await import('./Rival/RewriteSection.tsx')).RewriteSection,
}))

const headingMissing = 'The heading is not in the document shown.'

function Notice({ words }: { readonly words: string }) {
  const styles = useStyles()
  return (
    <p role="status" className={styles.notice}>
      {words}
    </p>
  )
}

function useSelection(host: DocumentHost, dispatch: (event: TraceEvent) => void): void {
  useEffect(
    () =>
      host.subscribeSelection({
        onSelection: (selector) => {
          tellFirstRun({ type: 'done', step: 'select' })
          dispatch({ type: 'asked', subject: { kind: 'selection', selector } })
        },
        onFailure: (problem) => dispatch({ type: 'selection_failed', problem }),
      }),
    [host, dispatch],
  )
}

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  notice: { margin: 0, ':empty': { display: 'none' } },
})
