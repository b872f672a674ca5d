import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError, problemOf } from '../../../../client/api-error.ts'
import type { Client } from '../../../../client/create-client.ts'
import type { ProblemDetails } from '../../../../shared/contract/problem.ts'
import type { RivalResponse } from '../../../../shared/contract/rivals.ts'
import type { Section } from '../../../../shared/contract/sections.ts'
import { downloadNewer } from '../../../host/newer-version.ts'
import { sleep } from '../../../sleep.ts'
import { findKept, listKept } from '../../../state/rival-rows.ts'
import type { DocumentPanelProps } from '../../panel-table.ts'

type RivalState =
  | { readonly status: 'closed'; readonly notice: string }
  | { readonly status: 'busy'; readonly deed: string }
  | { readonly status: 'shown'; readonly rival: RivalResponse }
  | { readonly status: 'failed'; readonly problem: ProblemDetails }

export type RivalRoom = {
  readonly state: RivalState
  /** Shows the rival that is parked and still stands, else has one written. */
  readonly open: () => void
  /** Has another one written, in which these sentences stay word for word. */
  readonly rewrite: (kept: ReadonlySet<string>) => void
  readonly take: () => void
  /** Drops the rival. */
  readonly keep: () => void
  readonly close: () => void
}

/** Follows the rival of a section; another section begins anew. */
export function useRival(props: DocumentPanelProps, section: Section): RivalRoom {
  const { client, document } = props
  const [state, setState] = useState<RivalState>(closed)
  const ending = useRef(new AbortController())
  useEffect(() => () => ending.current.abort(), [])
  const run = useCallback((deed: string, act: (signal: AbortSignal) => Promise<RivalState>) => {
    ending.current.abort()
    const { signal } = (ending.current = new AbortController())
    setState({ status: 'busy', deed })
    act(signal).then(
      (next) => !signal.aborted && setState(next),
      (error: unknown) =>
        !signal.aborted && setState({ status: 'failed', problem: problemOf(error) }),
    )
  }, [])
  const scene: Scene = { client, documentId: document.documentId, sectionId: section.section_id }
  return {
    state,
    open: () => run(writing, (signal) => openRival(scene, signal)),
    rewrite: (kept) => run(writing, (signal) => write(scene, kept, signal)),
    take: () =>
      run('Putting the new section into the document…', (signal) => take(props, scene, signal)),
    keep: () =>
      run('Putting the new draft away…', async (signal) => {
        await client.dropRival(scene.documentId, scene.sectionId, signal)
        return { status: 'closed', notice: 'The present section stays; the new draft is gone.' }
      }),
    close: () => setState(closed),
  }
}

const closed: RivalState = { status: 'closed', notice: '' }
const writing = 'Writing the section again from its sources…'

type Scene = {
  readonly client: Client
  readonly documentId: string
  readonly sectionId: string
}

async function openRival(scene: Scene, signal: AbortSignal): Promise<RivalState> {
  const { client, documentId, sectionId } = scene
  const parked = await client.getRival(documentId, sectionId, signal).catch((error: unknown) => {
    if (error instanceof ApiError && error.problem.code === 'not_found') return undefined
    throw error
  })
  const isOver = parked?.status === 'failed' || parked?.status === 'chosen'
  // The same asked for again is the one that is parked; one that is out of date is written anew.
  return write(scene, parked && !isOver ? findKept(parked) : new Set(), signal)
}

async function write(
  scene: Scene,
  kept: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<RivalState> {
  const { client, documentId, sectionId } = scene
  await client.regenerateSection(documentId, sectionId, listKept(kept), signal)
  return follow(scene, signal)
}

async function follow(
  { client, documentId, sectionId }: Scene,
  signal: AbortSignal,
): Promise<RivalState> {
  for (;;) {
    const rival = await client.getRival(documentId, sectionId, signal)
    if (rival.status !== 'pending') return { status: 'shown', rival }
    await sleep(pollDelay, signal)
  }
}

/** Milliseconds between two questions whether the rival is written. */
const pollDelay = 400

/** The pane opens the server's document anew; a host that owns its document is given the new version as a file. */
async function take(
  { host, onOpenDocument }: DocumentPanelProps,
  { client, documentId, sectionId }: Scene,
  signal: AbortSignal,
): Promise<RivalState> {
  await client.chooseRival(documentId, sectionId, signal)
  if (!host.description.ownsDocument) {
    onOpenDocument(documentId, sectionId)
    return closed
  }
  await waitForRun(client, documentId, signal)
  const { name, versions } = await client.getDocument(documentId, signal)
  const version = Math.max(...versions.map(({ number }) => number))
  const fileName = await downloadNewer({ documentId, documentName: name, version }, client)
  const notice = `Version ${version} has the new section. It was downloaded as “${fileName}”: open that file in Word, and go on in it. The document that is open here stays as it was, without the new section.`
  return { status: 'closed', notice }
}

async function waitForRun(client: Client, documentId: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    const tagged = await client.getStatus(documentId, '', signal)
    if (tagged?.status.status === 'Ready') return
    if (tagged?.status.status === 'Failed') throw new Error(tagged.status.error?.message)
    await sleep(pollDelay, signal)
  }
}
