import { z } from 'zod'
import { dateLanguages, writeDate } from './state/dates.ts'
import { createStoredChoice, useStoredChoice } from './stored-choice.ts'

export const dateLanguageChoice = createStoredChoice(
  'sourcewright.date-language',
  z.enum(dateLanguages),
  'system',
)

/** Which of several workspaces was chosen last; null before any was. */
export const workspaceChoice = createStoredChoice(
  'sourcewright.chosen-workspace',
  z.uuid().nullable(),
  null,
)

/** `automatic`: Word's theme in Word, else the system's. */
export const themeNames = ['automatic', 'light', 'dark', 'contrast'] as const
export type ThemeName = (typeof themeNames)[number]

export const themeChoice = createStoredChoice('sourcewright.theme', z.enum(themeNames), 'automatic')

/** Writes times as the reader has chosen to see dates. */
export function useDateWriter(): (time: string) => string {
  const [language] = useStoredChoice(dateLanguageChoice)
  return (time) => writeDate(time, language)
}
