import { Field, Select, Spinner } from '@fluentui/react-components'
import type { Client } from '../../../client/create-client.ts'
import type { TemplateDetails } from '../../../shared/contract/templates.ts'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import { nameSection } from '../../state/run-words.ts'
import type { WishMistake } from '../../state/generation-wish.ts'
import { count } from '../../state/generation-words.ts'
import { roleWords } from '../../../shared/model/role-words.ts'
import { FilePicker } from './FilePicker.tsx'
import { Part } from './Part.tsx'
import { useFormStyles } from './use-form-styles.ts'
import { useTemplateUpload } from './use-template-upload.ts'
import { useTemplateList, type ChosenTemplate } from './use-templates.ts'

type TemplatePartProps = {
  readonly client: Client
  readonly templateId: string | null
  readonly chosen: ChosenTemplate
  readonly mistakes: readonly WishMistake[]
  readonly onChoose: (templateId: string) => void
  readonly onRetry: () => void
  readonly onOpenSettings: () => void
}

/** Which template says what the document looks like and how its sections are filled. */
export function TemplatePart(props: TemplatePartProps) {
  const { client, chosen, mistakes, onChoose, onRetry, onOpenSettings } = props
  const styles = useFormStyles()
  const [list, reload] = useTemplateList(client)
  return (
    <Part part="template" title="Template" mistakes={mistakes}>
      {list.status === 'loading' && <Spinner size="tiny" label="Loading the templates…" />}
      {list.status === 'failed' && (
        <ProblemMessage problem={list.problem} onRetry={reload} onOpenSettings={onOpenSettings} />
      )}
      {list.status === 'loaded' && <TemplateChoice {...props} list={list} />}
      <TemplateUpload
        client={client}
        onAdded={({ template_id: id }) => {
          reload()
          onChoose(id)
        }}
        onOpenSettings={onOpenSettings}
      />
      {chosen.status === 'loading' && <Spinner size="tiny" label="Reading what it needs…" />}
      {chosen.status === 'failed' && (
        <ProblemMessage
          problem={chosen.problem}
          onRetry={onRetry}
          onOpenSettings={onOpenSettings}
        />
      )}
      {chosen.status === 'loaded' && (
        <div className={styles.near}>
          <Needs chosen={chosen} />
          <Mistakes errors={chosen.details.errors} />
        </div>
      )}
    </Part>
  )
}

type TemplateUploadProps = Pick<TemplatePartProps, 'client' | 'onOpenSettings'> & {
  readonly onAdded: (details: TemplateDetails) => void
}

function TemplateUpload({ client, onAdded, onOpenSettings }: TemplateUploadProps) {
  const upload = useTemplateUpload(client, onAdded)
  return (
    <>
      <FilePicker
        label="Add a template"
        hint="A Word file (.docx) with headings, placeholders and rules. Or drop it here."
        accept=".docx"
        onFiles={([file]) => file && upload.send(file)}
      />
      {upload.isSending && <Spinner size="tiny" label="The template is being sent and read…" />}
      {upload.problem && (
        <ProblemMessage
          problem={upload.problem}
          onRetry={upload.sendAgain}
          onOpenSettings={onOpenSettings}
        />
      )}
    </>
  )
}

type TemplateChoiceProps = Pick<TemplatePartProps, 'templateId' | 'onChoose'> & {
  readonly list: Extract<ReturnType<typeof useTemplateList>[0], { status: 'loaded' }>
}

function TemplateChoice({ list: { templates, total }, templateId, onChoose }: TemplateChoiceProps) {
  const styles = useFormStyles()
  if (templates.length === 0) {
    return <p className={styles.text}>The workspace has no templates yet: add one.</p>
  }
  const hint = templates.length < total ? `The newest ${templates.length} of ${total}.` : undefined
  return (
    <Field label="Template of the workspace" hint={hint}>
      <Select value={templateId ?? ''} onChange={(_, { value }) => value !== '' && onChoose(value)}>
        <option value="">Choose a template</option>
        {templates.map(({ template_id: id, template_name: name, version }) => (
          <option key={id} value={id}>
            {version > 1 ? `${name} (version ${version})` : name}
          </option>
        ))}
      </Select>
    </Field>
  )
}

function Needs({ chosen }: { readonly chosen: Extract<ChosenTemplate, { status: 'loaded' }> }) {
  const styles = useFormStyles()
  const { details, schema } = chosen
  const rules = details.sections.reduce((sum, section) => sum + section.rules.length, 0)
  const roles = schema.roles.map(({ role }) => roleWords[role]).join(', ')
  const fields = schema.fields.map(({ name }) => name).join(', ')
  return (
    <p role="status" className={styles.note}>
      {count(details.sections.length, 'section')}, {count(rules, 'rule')}.{' '}
      {roles === '' ? 'It needs no particular source. ' : `It needs sources that are: ${roles}. `}
      {fields === '' ? '' : `It has a place for: ${fields}.`}
    </p>
  )
}

function Mistakes({ errors }: Pick<TemplateDetails, 'errors'>) {
  const styles = useFormStyles()
  if (errors.length === 0) return null
  return (
    <div role="alert" className={styles.near}>
      <p className={styles.mistake}>
        The template has {count(errors.length, 'mistake')}; correct it in Word and add it again:
      </p>
      <ul className={styles.list}>
        {errors.map((error, index) => (
          <li key={index} className={styles.mistake}>
            {nameSection(error.section_id)}: {error.message}
          </li>
        ))}
      </ul>
    </div>
  )
}
