import {
  teamsHighContrastTheme,
  webDarkTheme,
  webLightTheme,
  type Theme,
} from '@fluentui/react-components'
import { useEffect, useSyncExternalStore } from 'react'
import type { DocumentHost, HostTheme } from './host/host.ts'
import { themeChoice } from './preferences.ts'
import { useStoredChoice } from './stored-choice.ts'

/**
 * The theme that the reader has chosen, else that of the program around the document, else the
 * system's; followed when it changes. Forced colours go before all of them.
 */
export function usePaneTheme(host: DocumentHost): Theme {
  const [choice] = useStoredChoice(themeChoice)
  const isForced = useMediaQuery('(forced-colors: active)')
  const system = useMediaQuery('(prefers-color-scheme: dark)') ? 'dark' : 'light'
  const around = useHostTheme(host.theme) ?? system
  const name = isForced ? 'contrast' : choice === 'automatic' ? around : choice
  useEffect(() => {
    // What the browser draws itself, such as scroll bars, goes along; forced colours may be light.
    const isLight = isForced ? system === 'light' : name === 'light'
    document.documentElement.style.colorScheme = isLight ? 'light' : 'dark'
  }, [name, isForced, system])
  return themes[name]
}

const themes = { light: webLightTheme, dark: webDarkTheme, contrast: teamsHighContrastTheme }

const noTheme: HostTheme = { read: () => undefined, subscribe: () => () => {} }

function useHostTheme({ read, subscribe }: HostTheme = noTheme) {
  return useSyncExternalStore(subscribe, read)
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
