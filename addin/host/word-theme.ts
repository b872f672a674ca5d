import type { HostTheme } from './host.ts'

/**
 * The theme that Word is shown in. Word tells nobody when it changes (OfficeThemeChanged is Outlook's
 * alone), so it is looked at again whenever the pane is come back to.
 */
export function createWordTheme(): HostTheme {
  return {
    read: readTheme,
    subscribe(onChange) {
      addEventListener('focus', onChange)
      document.addEventListener('visibilitychange', onChange)
      return () => {
        removeEventListener('focus', onChange)
        document.removeEventListener('visibilitychange', onChange)
      }
    },
  }
}

/** `isDarkTheme` is missing in older versions, and the whole theme in some. */
function readTheme(): 'light' | 'dark' | undefined {
  const theme = Office.context.officeTheme as Partial<Office.OfficeTheme> | undefined
  if (theme?.isDarkTheme !== undefined) return theme.isDarkTheme ? 'dark' : 'light'
  const color = /^#?([\da-f]{2})([\da-f]{2})([\da-f]{2})/i.exec(theme?.bodyBackgroundColor ?? '')
  if (!color) return undefined
  const [red = 0, green = 0, blue = 0] = color.slice(1).map((digits) => parseInt(digits, 16))
  // Rec. 601 luma, of 255.
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128 ? 'dark' : 'light'
}
