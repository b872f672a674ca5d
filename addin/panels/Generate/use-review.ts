import { useEffect, useState } from 'react'
import { problemOf } from '../../../client/api-error.ts'
import type { Client } from '../../../client/create-client.ts'
import type { ProblemDetails } from '../../../shared/contract/problem.ts'
import type { ValidateRequest, ValidateResponse } from '../../../shared/contract/templates.ts'

export type Review =
  | { readonly status: 'none' }
  | { readonly status: 'asking' }
  | { readonly status: 'failed'; readonly problem: ProblemDetails }
  | { readonly status: 'known'; readonly response: ValidateResponse }

/**
 * What a run would stumble over, asked anew a moment after the request has changed. `request` is
 * JSON, '' while there is nothing to ask.
 */
export function useReview(client: Client, templateId: string | null, request: string): Review {
  const [answer, setAnswer] = useState<Review & { readonly to?: string }>({ status: 'none' })
  const question = templateId === null || request === '' ? '' : `${templateId} ${request}`
  useEffect(() => {
    if (templateId === null || request === '') return
    const ending = new AbortController()
    const { signal } = ending
    const show = (review: Review) => {
      if (!signal.aborted) setAnswer({ ...review, to: `${templateId} ${request}` })
    }
    const timer = setTimeout(() => {
      client.validateTemplate(templateId, JSON.parse(request) as ValidateRequest, signal).then(
        (response) => show({ status: 'known', response }),
        (error: unknown) => show({ status: 'failed', problem: problemOf(error) }),
      )
    }, typingDelay)
    return () => {
      clearTimeout(timer)
      ending.abort()
    }
  }, [client, templateId, request])
  if (question === '') return { status: 'none' }
  return answer.to === question ? answer : { status: 'asking' }
}

/** Milliseconds without a change after which it is asked. */
const typingDelay = 600
