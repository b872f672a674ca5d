import { Button } from '@fluentui/react-components'
import { useState, type SyntheticEvent } from 'react'
import type { Client } from '../../../client/create-client.ts'
import type { GenerateRequest } from '../../../shared/contract/documents.ts'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import { listRead } from '../../state/generation-sources.ts'
import {
  chooseTemplate,
  findWishMistakes,
  toGenerateRequest,
  type GenerationWish,
  type WishMistake,
} from '../../state/generation-wish.ts'
import { DataPart } from './DataPart.tsx'
import { idOfPart } from './Part.tsx'
import { RequestPart } from './RequestPart.tsx'
import { ReviewPart } from './ReviewPart.tsx'
import { SectionsPart } from './SectionsPart.tsx'
import { SourcesPart } from './SourcesPart.tsx'
import { TemplatePart } from './TemplatePart.tsx'
import { useFormStyles } from './use-form-styles.ts'
import { useStart, type Start } from './use-start.ts'
import { useWish, type WishRoom } from './use-wish.ts'

type WishFormProps = {
  readonly client: Client
  readonly onStarted: (documentId: string) => void
  readonly onOpenSettings: () => void
}

/** What is to be generated, from what, and how. */
export function WishForm({ client, onStarted, onOpenSettings }: WishFormProps) {
  const styles = useFormStyles()
  const room = useWish(client)
  const [wasSent, setSent] = useState(false)
  const start = useStart(client, onStarted)
  const mistakes = findMistakes(room)
  const send = (change?: Partial<GenerateRequest>) => {
    setSent(true)
    const [first] = mistakes
    if (first) return document.getElementById(idOfPart(first.part))?.focus()
    start.start({ ...writeRequest(room), ...change })
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (!start.isStarting) send()
  }
  return (
    <form className={styles.stack} onSubmit={submit} noValidate>
      <Parts
        client={client}
        room={room}
        mistakes={wasSent ? mistakes : []}
        onOpenSettings={onOpenSettings}
      />
      <StartProblem
        problem={start.problem}
        onNewVersion={() => send({ if_exists: 'new_version' })}
        onOpenSettings={onOpenSettings}
      />
      <Button
        type="submit"
        appearance="primary"
        className={styles.start}
        disabledFocusable={start.isStarting}
      >
        {start.isStarting ? 'Being sent…' : 'Generate'}
      </Button>
    </form>
  )
}

type PartsProps = Pick<WishFormProps, 'client' | 'onOpenSettings'> & {
  readonly room: WishRoom
  readonly mistakes: readonly WishMistake[]
}

function Parts({ client, room, mistakes, onOpenSettings }: PartsProps) {
  const { wish, setWish, sources, sourceActions, template, review } = room
  const change = (part: Partial<GenerationWish>) => setWish((before) => ({ ...before, ...part }))
  const parts = { client, mistakes, onOpenSettings }
  return (
    <>
      <SourcesPart {...parts} sources={sources} actions={sourceActions} />
      <TemplatePart
        {...parts}
        templateId={wish.templateId}
        chosen={template}
        onChoose={(id) => setWish((before) => chooseTemplate(before, id))}
        onRetry={room.readTemplateAgain}
      />
      {template.status === 'loaded' && (
        <>
          <DataPart schema={template.schema} wish={wish} mistakes={mistakes} onChange={change} />
          <SectionsPart
            sections={template.details.sections}
            wish={wish}
            mistakes={mistakes}
            onChange={setWish}
          />
        </>
      )}
      <RequestPart wish={wish} mistakes={mistakes} onChange={change} />
      <ReviewPart review={review} onOpenSettings={onOpenSettings} />
    </>
  )
}

type StartProblemProps = Pick<Start, 'problem'> & {
  readonly onNewVersion: () => void
  readonly onOpenSettings: () => void
}

/** A name that is taken can be kept: the document gets a new version. */
function StartProblem({ problem, onNewVersion, onOpenSettings }: StartProblemProps) {
  const styles = useFormStyles()
  if (!problem) return null
  return (
    <>
      <ProblemMessage problem={problem} onOpenSettings={onOpenSettings} />
      {problem.code === 'name_taken' && (
        <Button className={styles.start} onClick={onNewVersion}>
          Make a new version of that document
        </Button>
      )}
    </>
  )
}

function findMistakes({ wish, sources, template }: WishRoom): WishMistake[] {
  const waiting = sources.filter(({ standing }) =>
    ['sending', 'reading'].includes(standing.status),
  ).length
  const read = listRead(sources).length
  const found = findWishMistakes(wish, { read, waiting }, schemaOf(template))
  const isWrong = template.status === 'loaded' && template.details.errors.length > 0
  return isWrong ? [...found, { part: 'template', message: wrongTemplate }] : found
}

const wrongTemplate = 'The template has mistakes; no document can be made from it.'

function writeRequest({ wish, sources, template }: WishRoom): GenerateRequest {
  return toGenerateRequest(wish, listRead(sources), schemaOf(template))
}

function schemaOf(template: WishRoom['template']) {
  return template.status === 'loaded' ? template.schema : undefined
}
