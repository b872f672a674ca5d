import { Button, Field, Input } from '@fluentui/react-components'
import { useState, type SyntheticEvent } from 'react'
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

export type PassageSearchProps = {
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
  const [answer, setAnswer] = useState<SearchResponse>()
  const [problem, setProblem] = useState<ProblemDetails>()
  const search = (event: SyntheticEvent) => {
    event.preventDefault()
    setProblem(undefined)
    client
      .searchPassages({ query, document_ids: [...sourceIds], limit: 10 })
      .then(setAnswer, (error: unknown) => setProblem(problemOf(error)))
  }
  return (
    <form className={styles.near} role="search" onSubmit={search} noValidate>
      <Field label={`Words to look for, for rule ${rule.rule_id}`}>
        <Input value={query} onChange={(_, { value }) => setQuery(value)} />
      </Field>
      <Button type="submit" className={styles.start} disabledFocusable={query.trim() === ''}>
        Search
      </Button>
      {problem && <ProblemMessage problem={problem} />}
      <p role="status" className={styles.note}>
        {answer && describeAnswer(answer)}
      </p>
      {answer && <Results answer={answer} rule={rule} isSaving={isSaving} onAdd={onAdd} />}
    </form>
  )
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
