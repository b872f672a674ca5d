import { makeStyles, tokens } from '@fluentui/react-components'
import { useSyncExternalStore } from 'react'
import { contextLength } from '../../host/host.ts'
import { useDateWriter } from '../../preferences.ts'
import type { Send, SendLog } from '../../send-log.ts'
import { groupDocxParts } from '../../state/docx-parts.ts'
import { describeSize } from '../../state/size-words.ts'

export type WhatIsSentProps = {
  readonly sends: SendLog
  /** True when the open document is the host's own. */
  readonly ownsDocument: boolean
}

/** What leaves this computer, where it goes, and what the document sent last held. */
export function WhatIsSent({ sends, ownsDocument }: WhatIsSentProps) {
  const styles = useStyles()
  const last = useSyncExternalStore(sends.subscribe, sends.readLast)
  return (
    <section className={styles.stack} aria-labelledby="sent-title">
      <h3 id="sent-title" className={styles.title}>
        What is sent
      </h3>
      <p className={styles.text}>
        Everything goes to {location.origin}, and nowhere else from here. If that server is set up
        to search by meaning with another service, it passes the words of sources and questions on
        to that.
      </p>
      <ul className={styles.list}>
        <li>{ownsDocument ? ownDocument : serverDocument}</li>
        <li>
          The words that you mark, with up to {contextLength} characters before and after them, to
          look up their sources.
        </li>
        <li>Your questions, what you fill in, and the files that you choose to upload.</li>
      </ul>
      {last ? <LastSend send={last} /> : <p className={styles.text}>{nothingSent}</p>}
      {ownsDocument && <p className={styles.text}>{wordTraces}</p>}
    </section>
  )
}

const ownDocument =
  'The open document, whole, as Word would save it: when the pane opens, and again when you send or check it and it has changed.'
const serverDocument =
  'Of the document beside this pane nothing: it is the server’s own. If you change it here, it goes back to the server as a new version.'
const nothingSent = 'No document was sent since this pane was opened.'
const wordTraces =
  'Word loads Microsoft’s office.js from Microsoft; the pane gives it nothing to send there. Opening a pane leaves a web-extension part in the file that Word saves: that is Word’s doing (office-js issue 3296).'

function LastSend({ send }: { readonly send: Send }) {
  const styles = useStyles()
  const writeDate = useDateWriter()
  return (
    <>
      <p className={styles.text}>
        Sent last: {send.fileName}, {send.sizeBytes.toLocaleString('en')} bytes,{' '}
        {writeDate(send.sentAt)}. Its parts, unpacked:
      </p>
      {send.parts ? (
        <ul className={styles.list} aria-label="Parts of the document sent last">
          {groupDocxParts(send.parts).map(({ words, count, sizeBytes }) => (
            <li key={words}>
              {words}: {describeSize(sizeBytes)}
              {count > 1 && ` in ${count} parts`}
            </li>
          ))}
        </ul>
      ) : (
        <p className={styles.text}>They could not be listed: the file is no .docx package.</p>
      )}
    </>
  )
}

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  title: { margin: `${tokens.spacingVerticalM} 0 0`, fontSize: tokens.fontSizeBase300 },
  text: { margin: 0, overflowWrap: 'anywhere' },
  list: { margin: 0, paddingInlineStart: '1.4em', overflowWrap: 'anywhere' },
})
