import { expect, test } from 'vitest'
import { listSimpleFields, needsJson, readTypedData } from '../../../addin/state/generation-data.ts'
import type { TemplateSchema } from '../../../shared/contract/templates.ts'

const field = (name: string, form: 'value' | 'block' = 'value') => ({
  name,
  form,
  required: true,
  format: '',
})
const schema: TemplateSchema = {
  roles: [],
  fields: [field('title'), field('author.name'), field('offers', 'block'), field('rows.0.name')],
}

test('values have an input each; blocks and places in lists are given as JSON', () => {
  expect(listSimpleFields(schema).map(({ name }) => name)).toEqual(['title', 'author.name'])
  expect(needsJson(schema)).toBe(true)
  expect(needsJson({ roles: [], fields: [field('title')] })).toBe(false)
})

test('typed values are put into the typed JSON, dots and all', () => {
  const typed = {
    fields: { title: ' A ', 'author.name': 'Ann' },
    json: '{"author": {"city": "X"}}',
  }
  expect(readTypedData(typed, schema)).toEqual({
    data: { title: 'A', author: { city: 'X', name: 'Ann' } },
    mistake: undefined,
  })
})

test('an empty field leaves the value of the JSON, and nothing typed is nothing sent', () => {
  const json = '{"title": "B"}'
  expect(readTypedData({ fields: { title: ' ' }, json }, schema).data).toEqual({ title: 'B' })
  expect(readTypedData({ fields: {}, json: '  ' }, schema).data).toBeUndefined()
})

test('a value that the template does not ask for is not sent', () => {
  expect(readTypedData({ fields: { other: 'x' }, json: '' }, schema).data).toBeUndefined()
})

test.each(['[1]', '3', 'null', '"a"'])('%s is JSON, but no data for a template', (json) => {
  expect(readTypedData({ fields: {}, json }, schema).mistake).toMatch(/have to begin with/)
})
