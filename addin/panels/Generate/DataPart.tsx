import { Button, Field, Input, Textarea } from '@fluentui/react-components'
import { useState } from 'react'
import type { TemplateSchema } from '../../../shared/contract/templates.ts'
import { listSimpleFields, needsJson } from '../../state/generation-data.ts'
import type { GenerationWish, WishMistake } from '../../state/generation-wish.ts'
import { FilePicker } from './FilePicker.tsx'
import { Part } from './Part.tsx'
import { useFormStyles } from './use-form-styles.ts'

type DataPartProps = {
  readonly schema: TemplateSchema
  readonly wish: GenerationWish
  readonly mistakes: readonly WishMistake[]
  readonly onChange: (change: Partial<GenerationWish>) => void
}

/** The values that no source has. What a template repeats has no field: it is given as JSON. */
export function DataPart({ schema, wish, mistakes, onChange }: DataPartProps) {
  const styles = useFormStyles()
  const fields = listSimpleFields(schema)
  const [isOpen, setOpen] = useState(needsJson(schema) || wish.json !== '')
  return (
    <Part part="data" title="Data" mistakes={mistakes}>
      {fields.map(({ name, required, format }) => (
        <Field key={name} label={name} required={required} hint={describeFormat(format)}>
          <Input
            value={wish.fields[name] ?? ''}
            onChange={(_, { value }) => onChange({ fields: { ...wish.fields, [name]: value } })}
          />
        </Field>
      ))}
      <Button
        className={styles.start}
        aria-expanded={isOpen}
        aria-controls="template-json"
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? 'Hide the data' : 'Paste or open data'}
      </Button>
      <div id="template-json" hidden={!isOpen} className={isOpen ? styles.near : undefined}>
        {isOpen && <JsonField schema={schema} wish={wish} onChange={onChange} />}
      </div>
    </Part>
  )
}

type JsonFieldProps = Pick<DataPartProps, 'schema' | 'wish' | 'onChange'>

function JsonField({ schema, wish, onChange }: JsonFieldProps) {
  const styles = useFormStyles()
  const [notice, setNotice] = useState('')
  const simple = listSimpleFields(schema)
  const others = schema.fields.filter((field) => !simple.includes(field)).map(({ name }) => name)
  const read = ([file]: readonly File[]) => {
    file?.text().then(
      (json) => {
        onChange({ json })
        setNotice(`Read from ${file.name}.`)
      },
      () => setNotice(`${file.name} can’t be read here.`),
    )
  }
  return (
    <>
      <Field label="Data" hint={describeFile(others)}>
        <Textarea
          resize="vertical"
          value={wish.json}
          spellCheck={false}
          onChange={(_, { value }) => onChange({ json: value })}
        />
      </Field>
      <FilePicker
        label="Read it from a file"
        hint="An exported .json file. What you fill in above counts before it."
        accept=".json,application/json"
        onFiles={read}
      />
      <p role="status" className={styles.note}>
        {notice}
      </p>
    </>
  )
}

function describeFile(others: readonly string[]): string {
  const what = others.length > 0 ? ` For: ${others.join(', ')}.` : ''
  return `As your data system exports them in the format JSON: { "name": "value" }.${what}`
}

/** Of the value of a field. */
function describeFormat(format: string): string | undefined {
  if (format.startsWith('currency')) return 'An amount, in digits: 1234.50'
  if (format.startsWith('date')) return 'A date: 2025-01-31'
  return undefined
}
