/** Languages that dates can be shown in; `system` is the browser's own. */
export const dateLanguages = [
  'system',
  'en-GB',
  'en-US',
  'de-DE',
  'fr-FR',
  'es-ES',
  'it-IT',
  'nl-NL',
  'pl-PL',
  'sv-SE',
  'ja-JP',
] as const
export type DateLanguage = (typeof dateLanguages)[number]

/** Date and time of an ISO 8601 time, in the reader's own time zone. */
export function writeDate(time: string, language: DateLanguage): string {
  const locale = language === 'system' ? undefined : language
  return new Date(time).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' })
}

/** The language in its own words, "Deutsch (Deutschland)". */
export function nameLanguage(language: DateLanguage): string {
  if (language === 'system') return 'As the browser'
  return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
}
