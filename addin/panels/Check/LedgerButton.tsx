import { Button, makeStyles } from '@fluentui/react-components'
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download'
import type { Client } from '../../../client/create-client.ts'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import { saveBytes } from '../../host/save-file.ts'
import { useDeed } from './use-deed.ts'

type LedgerButtonProps = {
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
      saveBytes(await client.getLedger(documentId, 'xlsx'), `${documentName} ledger.xlsx`)
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

const useStyles = makeStyles({ button: { alignSelf: 'start' } })
