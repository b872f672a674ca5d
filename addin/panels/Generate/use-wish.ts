import { useEffect, useMemo, useState, type Dispatch, type SetStateAction } from 'react'
import type { Client } from '../../../client/create-client.ts'
import type { ChosenSource } from '../../state/generation-sources.ts'
import { listRead, listUnread } from '../../state/generation-sources.ts'
import { readTypedData } from '../../state/generation-data.ts'
import type { GenerationWish } from '../../state/generation-wish.ts'
import { keepWish, readKeptWish } from './kept-wish.ts'
import { useChosenSources, type SourceActions } from './use-chosen-sources.ts'
import { useReview, type Review } from './use-review.ts'
import { useChosenTemplate, type ChosenTemplate } from './use-templates.ts'

export type WishRoom = {
  readonly wish: GenerationWish
  readonly setWish: Dispatch<SetStateAction<GenerationWish>>
  readonly sources: readonly ChosenSource[]
  readonly sourceActions: SourceActions
  readonly template: ChosenTemplate
  readonly readTemplateAgain: () => void
  readonly review: Review
}

/** What is to be generated, kept through a reload, with what the server says of it so far. */
export function useWish(client: Client): WishRoom {
  const [kept] = useState(readKeptWish)
  const [wish, setWish] = useState(kept.wish)
  const [sources, sourceActions] = useChosenSources(client, kept.sources)
  const [attempt, setAttempt] = useState(0)
  const template = useChosenTemplate(client, wish.templateId, attempt)
  useEffect(() => keepWish({ wish, sources }), [wish, sources])
  const review = useReview(client, wish.templateId, useReviewRequest(wish, sources, template))
  const readTemplateAgain = () => setAttempt(attempt + 1)
  return { wish, setWish, sources, sourceActions, template, readTemplateAgain, review }
}

/** '' while a source is still to be read, or there is nothing to look at. */
function useReviewRequest(
  wish: GenerationWish,
  sources: readonly ChosenSource[],
  template: ChosenTemplate,
): string {
  return useMemo(() => {
    const read = listRead(sources)
    if (template.status !== 'loaded' || template.details.errors.length > 0) return ''
    if (read.length === 0 || listUnread(sources).length > 0) return ''
    const { data, mistake } = readTypedData(wish, template.schema)
    if (mistake !== undefined) return ''
    // the roles are the server's own; they are here so that a corrected one is looked at anew
    return JSON.stringify({ sources: listSources(sources), data })
  }, [wish, sources, template])
}

function listSources(sources: readonly ChosenSource[]) {
  return sources.flatMap(({ standing }) =>
    standing.status === 'read'
      ? [{ document_id: standing.documentId, role: standing.role ?? undefined }]
      : [],
  )
}
