import { expect, test } from 'vitest'
import { dateLanguages, nameLanguage, writeDate } from '../../../addin/state/dates.ts'

test('a date is written in the language that was chosen', () => {
  const time = '2026-03-09T14:05:00'
  expect(writeDate(time, 'de-DE')).toBe('09.03.2026, 14:05')
  expect(writeDate(time, 'en-GB')).toBe('9 Mar 2026, 14:05')
  expect(writeDate(time, 'en-US')).toMatch(/^Mar 9, 2026, 2:05\sPM$/)
})

test('each language is named in its own words', () => {
  expect(nameLanguage('de-DE')).toBe('Deutsch (Deutschland)')
  expect(new Set(dateLanguages.map(nameLanguage)).size).toBe(dateLanguages.length)
})
