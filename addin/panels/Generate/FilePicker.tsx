import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useRef, useState, type DragEvent } from 'react'
import { useFormStyles } from './use-form-styles.ts'

type FilePickerProps = {
  /** On the button. */
  readonly label: string
  /** What can be dropped here. */
  readonly hint: string
  /** As the attribute of a file input. */
  readonly accept: string
  readonly isMultiple?: boolean
  readonly onFiles: (files: readonly File[]) => void
}

/** Files are dropped here, or chosen with the button. */
export function FilePicker({ label, hint, accept, isMultiple, onFiles }: FilePickerProps) {
  const styles = useStyles()
  const form = useFormStyles()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, drop] = useDrop((files) => onFiles(isMultiple ? files : files.slice(0, 1)))
  return (
    <div className={mergeClasses(styles.zone, isOver && styles.over)} {...drop}>
      <input
        ref={input}
        className={styles.input}
        type="file"
        aria-label={label}
        tabIndex={-1}
        accept={accept}
        multiple={isMultiple}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          // the same file can be chosen again
          event.target.value = ''
        }}
      />
      <Button onClick={() => input.current?.click()}>{label}</Button>
      <span className={form.note}>{hint}</span>
    </div>
  )
}

function useDrop(onFiles: (files: File[]) => void) {
  const [isOver, setOver] = useState(false)
  const onDragOver = (event: DragEvent) => {
    event.preventDefault()
    setOver(true)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const files = [...event.dataTransfer.files]
    if (files.length > 0) onFiles(files)
  }
  return [isOver, { onDragOver, onDragLeave: () => setOver(false), onDrop }] as const
}

const useStyles = makeStyles({
  zone: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    textAlign: 'center',
    gap: tokens.spacingVerticalXS,
    padding: tokens.spacingHorizontalM,
    border: `1px dashed ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  over: { backgroundColor: tokens.colorBrandBackground2 },
  input: { display: 'none' },
})
