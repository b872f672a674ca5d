import { Button, Field, Input, Spinner } from '@fluentui/react-components'
import { useEffect, useRef, useState, type SyntheticEvent } from 'react'
import { problemOf } from '../../../client/api-error.ts'
import type { Client } from '../../../client/create-client.ts'
import type { OutlineRule } from '../../../shared/contract/outlines.ts'
import type { ProblemDetails } from '../../../shared/contract/problem.ts'
import type { SearchResponse } from '../../../shared/contract/search.ts'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import { listAddable } from '../../state/generation-outline.ts'
import { count } from '../../state/generation-words.ts'
import { PassageWords } from './PassageWords.tsx'
import { useFormStyles } from './use-form-styles.ts'

type PassageSearchProps = {
  readonly client: Client
  /** Those that the run pins. */
  readonly sourceIds: readonly string[]
  readonly rule: OutlineRule
  readonly isSaving: boolean
  readonly onAdd: (chunkId: string) => void
}

/** Looks in the run's sources for passages that a rule may rest on, too. */
export function PassageSearch({ client, sourceIds, rule, isSaving, onAdd }: PassageSearchProps) {
  const styles = useFormStyles()
  const [query, setQuery] = useState('')
  const [found, search] = useSearch(client, sourceIds)
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault()
    search(query)
  }
  const { answer, problem, isAsking } = found
  return (
    <form className={styles.near} role="search" onSubmit={onSubmit} noValidate>
      <Field label={`Words to look for, for rule ${rule.rule_id}`}>
        <Input value={query} onChange={(_, { value }) => setQuery(value)} />
      </Field>
      <Button type="submit" className={styles.start} disabledFocusable={query.trim() === ''}>
        Search
      </Button>
      {problem && <ProblemMessage problem={problem} />}
      <p role="status" className={styles.note}>
        {isAsking && <Spinner size="extra-tiny" label="Looking for passages…" />}
        {answer && describeAnswer(answer)}
      </p>
      {answer && <Results answer={answer} rule={rule} isSaving={isSaving} onAdd={onAdd} />}
    </form>
  )
}

type Found = {
  readonly isAsking: boolean
  readonly answer?: SearchResponse
  readonly problem?: ProblemDetails
}

/** What the newest search has found: nothing of one before it is shown below its words. */
function useSearch(client: Client, sourceIds: readonly string[]): [Found, (query: string) => void] {
  const [found, setFound] = useState<Found>({ isAsking: false })
  const ending = useRef(new AbortController())
  useEffect(() => () => ending.current.abort(), [])
  const search = (query: string) => {
    ending.current.abort()
    const { signal } = (ending.current = new AbortController())
    const show = (outcome: Omit<Found, 'isAsking'>) =>
      signal.aborted || setFound({ isAsking: false, ...outcome })
    setFound({ isAsking: true })
    client.searchPassages({ query, document_ids: [...sourceIds], limit: 10 }, signal).then(
      (answer) => show({ answer }),
      (error: unknown) => show({ problem: problemOf(error) }),
    )
  }
  return [found, search]
}

type ResultsProps = Pick<PassageSearchProps, 'rule' | 'isSaving' | 'onAdd'> & {
  readonly answer: SearchResponse
}

function Results({ answer, rule, isSaving, onAdd }: ResultsProps) {
  const styles = useFormStyles()
  return (
    <ul className={styles.list} aria-label="Passages found">
      {listAddable(answer.results, rule).map((result) => (
        <li key={result.chunk_id} className={styles.card}>
          <strong>{result.document_name}</strong>
          <span className={styles.note}>
            {result.page === null ? 'no fixed pages' : `page ${result.page}`}
            {result.section_path.length > 0 && ` · ${result.section_path.at(-1)}`}
          </span>
          <PassageWords text={result.content} />
          <Button
            size="small"
            className={styles.start}
            disabledFocusable={isSaving}
            onClick={() => onAdd(result.chunk_id)}
          >
            Add this passage
          </Button>
        </li>
      ))}
    </ul>
  )
}

function describeAnswer({ results, searched }: SearchResponse): string {
  const where = `${count(searched.passages, 'passage')} of ${count(searched.sources, 'source')}`
  return `${results.length === 0 ? 'Nothing' : count(results.length, 'passage')} found among ${where}.`
}
