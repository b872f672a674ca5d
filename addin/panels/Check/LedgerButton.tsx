import { Button, makeStyles } from '@fluentui/react-components'
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download'
import type { Client } from '../../../client/create-client.ts'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import { useDeed } from './use-deed.ts'

export type LedgerButtonProps = {
  readonly client: Client
  readonly documentId: string
  readonly documentName: string
}

/** The ledger as a workbook: every sentence and number with its state and source. */
export function LedgerButton({ client, documentId, documentName }: LedgerButtonProps) {
  const styles = useStyles()
  const { isBusy, problem, perform } = useDeed()
  const download = () =>
    perform(async () => {
      saveFile(await client.getLedger(documentId, 'xlsx'), `${documentName} ledger.xlsx`)
    })
  return (
    <>
      <Button
        size="small"
        className={styles.button}
        icon={<ArrowDownloadRegular />}
        disabledFocusable={isBusy}
        onClick={download}
      >
        Ledger (.xlsx)
      </Button>
      {problem && <ProblemMessage problem={problem} onRetry={download} />}
    </>
  )
}

/** A link would go without the key: the bytes are fetched, and saved from here. */
function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  // the browser reads it after the click
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

const useStyles = makeStyles({ button: { alignSelf: 'start' } })
