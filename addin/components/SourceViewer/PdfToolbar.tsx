import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { ChevronLeftRegular } from '@fluentui/react-icons/svg/chevron-left'
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right'
import { TargetRegular } from '@fluentui/react-icons/svg/target'
import { ZoomInRegular } from '@fluentui/react-icons/svg/zoom-in'
import { ZoomOutRegular } from '@fluentui/react-icons/svg/zoom-out'

type PdfToolbarProps = {
  /** From 1. */
  readonly page: number
  readonly pageCount: number
  /** 1 where the page is as wide as its place. */
  readonly zoom: number
  readonly onGo: (page: number) => void
  readonly onZoom: (zoom: number) => void
  readonly onCited: () => void
}

export function PdfToolbar({ page, pageCount, zoom, onGo, onZoom, onCited }: PdfToolbarProps) {
  const styles = useStyles()
  return (
    <div role="toolbar" aria-label="Pages of the source" className={styles.bar}>
      <Button
        icon={<ChevronLeftRegular />}
        aria-label="Previous page"
        disabledFocusable={page <= 1}
        onClick={() => onGo(page - 1)}
      />
      <span className={styles.page}>
        Page {page} of {pageCount}
      </span>
      <Button
        icon={<ChevronRightRegular />}
        aria-label="Next page"
        disabledFocusable={page >= pageCount}
        onClick={() => onGo(page + 1)}
      />
      <Button icon={<TargetRegular />} aria-label="Back to the cited words" onClick={onCited} />
      <span className={styles.gap} />
      <Button
        icon={<ZoomOutRegular />}
        aria-label="Smaller"
        disabledFocusable={zoom <= leastZoom}
        onClick={() => onZoom(zoom / zoomStep)}
      />
      <Button
        icon={<ZoomInRegular />}
        aria-label="Larger"
        disabledFocusable={zoom >= mostZoom}
        onClick={() => onZoom(zoom * zoomStep)}
      />
    </div>
  )
}

const zoomStep = 1.25
const leastZoom = 0.5
const mostZoom = 4

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
  },
  page: { whiteSpace: 'nowrap' },
  gap: { flexGrow: 1 },
})
