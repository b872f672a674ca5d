import {
  teamsHighContrastTheme,
  webDarkTheme,
  webLightTheme,
  type Theme,
} from '@fluentui/react-components'
import { useSyncExternalStore } from 'react'

/** The theme that the reader's system asks for; follows it when it changes. */
export function useSystemTheme(): Theme {
  const isForced = useMediaQuery('(forced-colors: active)')
  const isDark = useMediaQuery('(prefers-color-scheme: dark)')
  if (isForced) return teamsHighContrastTheme
  return isDark ? webDarkTheme : webLightTheme
}

function useMediaQuery(query: string): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const list = matchMedia(query)
      list.addEventListener('change', onChange)
      return () => list.removeEventListener('change', onChange)
    },
    () => matchMedia(query).matches,
  )
}
