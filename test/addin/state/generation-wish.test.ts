import { expect, test } from 'vitest'
import {
  chooseTemplate,
  emptyWish,
  findWishMistakes,
  toggleSection,
  toGenerateRequest,
} from '../../../addin/state/generation-wish.ts'
import type { TemplateSchema } from '../../../shared/contract/templates.ts'

const templateId = '22222222-2222-4222-8222-222222222222'
const ready = { read: 1, waiting: 0 }
const whole = { ...emptyWish, templateId, outputName: 'Report' }
const schema: TemplateSchema = {
  roles: [],
  fields: [{ name: 'author.name', required: true, format: '', form: 'value' }],
}

test('an empty wish says of each part what is missing', () => {
  const parts = findWishMistakes(emptyWish, { read: 0, waiting: 0 }, undefined)
  expect(parts.map(({ part }) => part)).toEqual(['sources', 'template', 'outputName'])
})

test('a whole wish has no mistakes', () => {
  expect(findWishMistakes(whole, ready, undefined)).toEqual([])
})

test('nothing is sent while a source is being read', () => {
  const [mistake] = findWishMistakes(whole, { read: 1, waiting: 1 }, undefined)
  expect(mistake).toMatchObject({ part: 'sources', message: expect.stringContaining('Wait') })
})

test.each(['a/b', 'a\\b', '..'])('no file can be named %s', (outputName) => {
  const [mistake] = findWishMistakes({ ...whole, outputName }, ready, undefined)
  expect(mistake?.part).toBe('outputName')
})

test('what is no JSON is told before anything is sent', () => {
  const [mistake] = findWishMistakes({ ...whole, json: '{"a": }' }, ready, undefined)
  expect(mistake).toMatchObject({
    part: 'data',
    message: expect.stringContaining('can’t be read as JSON'),
  })
})

test('a run without any section is not asked for', () => {
  const wish = { ...whole, selectedSectionIds: [] }
  expect(findWishMistakes(wish, ready, undefined).map(({ part }) => part)).toEqual(['sections'])
})

test('sections are taken out and put back in the order of the template', () => {
  const all = ['a', 'b', 'c']
  const without = toggleSection(toggleSection(whole, 'a', all), 'b', all)
  expect(without.selectedSectionIds).toEqual(['c'])
  const back = toggleSection(without, 'a', all)
  expect(back.selectedSectionIds).toEqual(['a', 'c'])
  expect(toggleSection(back, 'b', all).selectedSectionIds).toBeNull()
})

test('another template has other sections, and keeps what was typed', () => {
  const typed = { ...whole, fields: { title: 'A' }, selectedSectionIds: ['a'] }
  const other = chooseTemplate(typed, '33333333-3333-4333-8333-333333333333')
  expect(other.selectedSectionIds).toBeNull()
  expect(other.fields).toEqual({ title: 'A' })
  expect(chooseTemplate(typed, templateId)).toBe(typed)
})

test('the request says what was typed, and asks for a look at the outline', () => {
  const wish = { ...whole, outputName: ' Report.docx ', fields: { 'author.name': 'Ann' } }
  expect(toGenerateRequest(wish, ['s'], schema)).toEqual({
    document_type: 'Document',
    template_id: templateId,
    output_name: 'Report',
    sources: [{ document_id: 's' }],
    approve_outline: true,
    if_exists: 'error',
    data: { author: { name: 'Ann' } },
  })
})

test('what was left empty is not sent, and what was not is', () => {
  const wish = {
    ...whole,
    asOf: '2025-01-15',
    instructions: ' Short. ',
    selectedSectionIds: ['a'],
    approvesOutline: false,
  }
  const request = toGenerateRequest(wish, ['s'], undefined)
  expect(request).not.toHaveProperty('data')
  expect(request).toMatchObject({
    as_of: '2025-01-15',
    document_instructions: 'Short.',
    selected_section_ids: ['a'],
    approve_outline: false,
  })
})
