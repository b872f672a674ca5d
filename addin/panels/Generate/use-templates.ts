import { useCallback, useEffect, useState } from 'react'
import { problemOf } from '../../../client/api-error.ts'
import type { Client } from '../../../client/create-client.ts'
import type { ProblemDetails } from '../../../shared/contract/problem.ts'
import type {
  TemplateDetails,
  TemplateSchema,
  TemplateSummary,
} from '../../../shared/contract/templates.ts'

type TemplateList =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly problem: ProblemDetails }
  | {
      readonly status: 'loaded'
      readonly templates: readonly TemplateSummary[]
      readonly total: number
    }

/** The workspace's templates, and the function that reads them again. */
export function useTemplateList(client: Client): [TemplateList, () => void] {
  const [list, setList] = useState<TemplateList>({ status: 'loading' })
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    const ending = new AbortController()
    const { signal } = ending
    client.listTemplates(1, signal).then(
      ({ templates, total }) => !signal.aborted && setList({ status: 'loaded', templates, total }),
      (error: unknown) =>
        !signal.aborted && setList({ status: 'failed', problem: problemOf(error) }),
    )
    return () => ending.abort()
  }, [client, attempt])
  return [list, useCallback(() => setAttempt((before) => before + 1), [])]
}

export type ChosenTemplate =
  | { readonly status: 'none' }
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly problem: ProblemDetails }
  | {
      readonly status: 'loaded'
      readonly details: TemplateDetails
      readonly schema: TemplateSchema
    }

/** The chosen template with what it asks for; `attempt` asks again, for a newer version, say. */
export function useChosenTemplate(
  client: Client,
  templateId: string | null,
  attempt: number,
): ChosenTemplate {
  const [chosen, setChosen] = useState<ChosenTemplate & { readonly of?: string }>({
    status: 'none',
  })
  useEffect(() => {
    if (templateId === null) return
    const ending = new AbortController()
    const { signal } = ending
    const show = (read: ChosenTemplate) => {
      if (!signal.aborted) setChosen({ ...read, of: templateId })
    }
    Promise.all([
      client.getTemplate(templateId, signal),
      client.getTemplateSchema(templateId, signal),
    ]).then(
      ([details, schema]) => show({ status: 'loaded', details, schema }),
      (error: unknown) => show({ status: 'failed', problem: problemOf(error) }),
    )
    return () => ending.abort()
  }, [client, templateId, attempt])
  if (templateId === null) return { status: 'none' }
  return chosen.of === templateId ? chosen : { status: 'loading' }
}
