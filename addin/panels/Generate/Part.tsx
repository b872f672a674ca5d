import type { ReactNode } from 'react'
import type { WishMistake } from '../../state/generation-wish.ts'
import { useFormStyles } from './use-form-styles.ts'

type PartProps = {
  readonly part: WishMistake['part']
  readonly title: string
  readonly mistakes: readonly WishMistake[]
  readonly children: ReactNode
}

/** A part of the form, with what is wrong in it. */
export function Part({ part, title, mistakes, children }: PartProps) {
  const styles = useFormStyles()
  return (
    <section className={styles.near} aria-labelledby={idOfPart(part)}>
      <h2 id={idOfPart(part)} tabIndex={-1} className={styles.title}>
        {title}
      </h2>
      {children}
      {mistakes
        .filter((mistake) => mistake.part === part)
        .map(({ message }) => (
          <p key={message} role="alert" className={styles.mistake}>
            {message}
          </p>
        ))}
    </section>
  )
}

/** Its heading takes the focus when the form was sent with a mistake in the part. */
export function idOfPart(part: WishMistake['part']): string {
  return `generate-${part}`
}
