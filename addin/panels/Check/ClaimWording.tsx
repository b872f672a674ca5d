import { Button, makeStyles, tokens } from '@fluentui/react-components'
import type {
  CheckedSentence,
  ClaimWordingAnswer,
  RuleWordingAnswer,
  WordingApproval,
} from '../../../shared/contract/checks.ts'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import {
  explainApproval,
  listOpenWords,
  splitWording,
  withApproval,
} from '../../state/claim-wording.ts'
import type { ClaimOverrideProps } from './ClaimOverride.tsx'
import { Decision } from './Decision.tsx'
import { useDeed } from './use-deed.ts'
import { useFocusOnChange } from './use-focus-on-change.ts'

type ClaimWordingProps = Pick<ClaimOverrideProps, 'sentence' | 'client' | 'onDecided'> & {
  readonly wording: ClaimWordingAnswer
}

/** The template's own words in a sentence, and what a person said of them, for all documents at once. */
export function ClaimWording(props: ClaimWordingProps) {
  return (
    <>
      <OpenWords sentence={props.sentence} />
      {props.wording.wordings.map((one) => (
        <RuleWording key={one.wording_id} {...props} one={one} />
      ))}
    </>
  )
}

function OpenWords({ sentence }: { readonly sentence: CheckedSentence }) {
  const styles = useStyles()
  const words = listOpenWords(sentence)
  return (
    <p className={styles.line}>
      The values are the source’s, the words around them the template’s own.
      {words.length > 0 && ' No source says: '}
      {words.map((word, index) => (
        <span key={word}>
          {index > 0 && ', '}
          <strong>{word}</strong>
        </span>
      ))}
    </p>
  )
}

type RuleWordingProps = ClaimWordingProps & { readonly one: RuleWordingAnswer }

function RuleWording(props: RuleWordingProps) {
  const { approval } = props.one
  const box = useFocusOnChange(approval ? 'approved' : 'open')
  return (
    <div ref={box}>
      {approval ? <Approved {...props} approval={approval} /> : <NotApproved {...props} />}
    </div>
  )
}

function NotApproved({ sentence, wording, client, onDecided, one }: RuleWordingProps) {
  const styles = useStyles()
  const { isBusy, problem, perform } = useDeed()
  const approve = () =>
    perform(async () => {
      const given = await client.approveWording(wording.template_id, one.wording_id)
      onDecided(withApproval(sentence, one.wording_id, given))
    })
  return (
    <div className={styles.box} role="group" aria-label="The template’s wording">
      <WordingText wording={one} />
      <p className={styles.hint}>{explainApproval(wording)}</p>
      {wording.can_be_approved && (
        <Button size="small" disabledFocusable={isBusy} onClick={approve}>
          Approve this wording
        </Button>
      )}
      {problem && <ProblemMessage problem={problem} onRetry={approve} />}
    </div>
  )
}

type ApprovedProps = RuleWordingProps & { readonly approval: WordingApproval }

function Approved({ sentence, wording, client, onDecided, one, approval }: ApprovedProps) {
  const { isBusy, problem, perform } = useDeed()
  const withdraw = () =>
    perform(async () => {
      await client.withdrawWording(wording.template_id, one.wording_id)
      onDecided(withApproval(sentence, one.wording_id, null))
    })
  const { template_name: name } = wording
  const scope = name === null ? 'its documents' : `every document of the template “${name}”`
  return (
    <Decision
      title={`Wording approved, in ${scope}`}
      reason={<WordingText wording={one} />}
      userName={approval.user_name}
      createdAt={approval.created_at}
    >
      <Button size="small" disabledFocusable={isBusy} onClick={withdraw}>
        Withdraw the approval
      </Button>
      {problem && <ProblemMessage problem={problem} onRetry={withdraw} />}
    </Decision>
  )
}

/** As the rule has it: what is approved are these words around the values of these cells. */
function WordingText({ wording }: { readonly wording: RuleWordingAnswer }) {
  const styles = useStyles()
  return (
    <>
      <p className={styles.line}>
        {splitWording(wording).map(({ text, isValue }, index) =>
          isValue ? (
            <span key={index} className={styles.value}>
              {text}
            </span>
          ) : (
            text
          ),
        )}
      </p>
      {wording.sums.map((sum) => (
        <p key={sum} className={styles.hint}>
          {sum}
        </p>
      ))}
    </>
  )
}

const useStyles = makeStyles({
  line: { margin: 0, overflowWrap: 'anywhere' },
  hint: {
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
  value: {
    paddingInline: tokens.spacingHorizontalXXS,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusSmall,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  box: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'start',
    gap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
})
