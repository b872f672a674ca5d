import { Button, makeStyles, tokens } from '@fluentui/react-components'

type PagerProps = {
  /** What is paged through, for its name. */
  readonly name: string
  readonly page: number
  readonly pageSize: number
  readonly total: number
  readonly onPage: (page: number) => void
}

/** The pages of a list; nothing where one page holds it all. */
export function Pager({ name, page, pageSize, total, onPage }: PagerProps) {
  const styles = useStyles()
  const last = Math.ceil(total / pageSize)
  if (last <= 1) return null
  return (
    <nav className={styles.pager} aria-label={`Pages of ${name}`}>
      <Button size="small" disabledFocusable={page <= 1} onClick={() => onPage(page - 1)}>
        Previous page
      </Button>
      <span>
        {page} of {last}
      </span>
      <Button size="small" disabledFocusable={page >= last} onClick={() => onPage(page + 1)}>
        Next page
      </Button>
    </nav>
  )
}

const useStyles = makeStyles({
  pager: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalXS,
  },
})
