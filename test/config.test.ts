import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '../server/config.ts'
import { layOutReference } from '../scripts/write-config-reference.ts'

const url = 'http://localhost:11434/v1'

test('an embedder is an address, a model and, where it wants one, a key', () => {
  const model = { SOURCEWRIGHT_EMBEDDER_MODEL: 'letters' }
  expect(readConfig({}).embedder).toBeUndefined()
  expect(readConfig({ ...model, SOURCEWRIGHT_EMBEDDER_URL: '' }).embedder).toBeUndefined()
  const keyless = { url, model: 'letters', key: undefined }
  expect(readConfig({ ...model, SOURCEWRIGHT_EMBEDDER_URL: url }).embedder).toEqual(keyless)
  const key = { SOURCEWRIGHT_EMBEDDER_KEY: 'a-secret-key' }
  const embedder = readConfig({ ...model, ...key, SOURCEWRIGHT_EMBEDDER_URL: url }).embedder
  expect(embedder).toEqual({ ...keyless, key: 'a-secret-key' })
})

test.each([
  ['no model', { SOURCEWRIGHT_EMBEDDER_URL: url }, 'SOURCEWRIGHT_EMBEDDER_MODEL'],
  ['no address', { SOURCEWRIGHT_EMBEDDER_URL: 'localhost:11434' }, 'SOURCEWRIGHT_EMBEDDER_URL'],
  ['no address at all', { SOURCEWRIGHT_EMBEDDER_URL: 'ollama' }, 'SOURCEWRIGHT_EMBEDDER_URL'],
  ['a file', { SOURCEWRIGHT_EMBEDDER_URL: 'file:///etc/passwd' }, 'SOURCEWRIGHT_EMBEDDER_URL'],
  [
    'a secret in its address',
    { SOURCEWRIGHT_EMBEDDER_URL: 'http://me:secret@localhost/v1' },
    'SOURCEWRIGHT_EMBEDDER_URL',
  ],
  [
    'a key of two lines',
    { SOURCEWRIGHT_EMBEDDER_URL: url, SOURCEWRIGHT_EMBEDDER_KEY: 'secret\nsecret' },
    'SOURCEWRIGHT_EMBEDDER_KEY',
  ],
])(
  'an embedder with %s is refused by the name of the variable, without its value',
  (_, env, name) => {
    const read = () => readConfig({ SOURCEWRIGHT_LOG: 'info', ...env })
    expect(read).toThrow(`${name}: `)
    expect(read).not.toThrow('secret')
  },
)

const issued = {
  SOURCEWRIGHT_JWT_ISSUER: 'https://login.example',
  SOURCEWRIGHT_JWT_AUDIENCE: 'api://sourcewright',
}
const secret = 'secret '.repeat(5)

test('tokens are taken by a secret, by the keys at an address, or by both', () => {
  expect(readConfig({}).jwt).toBeUndefined()
  const of = { issuer: 'https://login.example', audience: 'api://sourcewright' }
  const bySecret = readConfig({ ...issued, SOURCEWRIGHT_JWT_SECRET: secret }).jwt
  expect(bySecret).toEqual({ ...of, secret, jwksUrl: undefined })
  const jwksUrl = 'https://login.example/keys'
  const byKeys = readConfig({ ...issued, SOURCEWRIGHT_JWT_JWKS_URL: jwksUrl }).jwt
  expect(byKeys).toEqual({ ...of, secret: undefined, jwksUrl })
})

test.each([
  ['no issuer', { SOURCEWRIGHT_JWT_ISSUER: '' }, 'SOURCEWRIGHT_JWT_ISSUER'],
  ['no audience', { SOURCEWRIGHT_JWT_AUDIENCE: ' ' }, 'SOURCEWRIGHT_JWT_AUDIENCE'],
  ['neither secret nor keys', { SOURCEWRIGHT_JWT_SECRET: '' }, 'SOURCEWRIGHT_JWT_SECRET'],
  ['a short secret', { SOURCEWRIGHT_JWT_SECRET: 'secret' }, 'SOURCEWRIGHT_JWT_SECRET'],
  [
    'keys that anybody on the way could change',
    { SOURCEWRIGHT_JWT_JWKS_URL: 'http://login.example/keys' },
    'SOURCEWRIGHT_JWT_JWKS_URL',
  ],
])('tokens with %s are refused by the name of the variable', (_, env, name) => {
  const read = () => readConfig({ ...issued, SOURCEWRIGHT_JWT_SECRET: secret, ...env })
  expect(read).toThrow(`${name}: `)
  expect(read).not.toThrow('secret ')
})

test('origins are a list, and every one of them has to be one', () => {
  const read = (text: string) => readConfig({ SOURCEWRIGHT_ORIGINS: text }).origins
  expect(readConfig({}).origins).toEqual([])
  const two = ['https://a.example', 'http://localhost:5173']
  expect(read(two.join(', '))).toEqual(two)
  for (const wrong of ['*', 'https://a.example/', 'a.example', 'null', 'file:///a']) {
    expect(() => read(wrong)).toThrow('SOURCEWRIGHT_ORIGINS: ')
  }
})

test('docs/configuration.md is what the schema says', async () => {
  const written = await readFile(join(import.meta.dirname, '../docs/configuration.md'), 'utf8')
  expect(written, 'npm run config-reference writes it').toBe(await layOutReference())
})

test('a bad value is named with its variable and what it has to be', () => {
  const read = () => readConfig({ SOURCEWRIGHT_PORT: 'x', SOURCEWRIGHT_METRICS_TOKEN: 'short' })
  expect(read).toThrow(/SOURCEWRIGHT_PORT: .*number/)
  expect(read).toThrow(/SOURCEWRIGHT_METRICS_TOKEN: /)
})

test('links begin with the address that others know the server by, without a slash at its end', () => {
  const read = (address: string) => readConfig({ SOURCEWRIGHT_PUBLIC_URL: address }).publicUrl
  expect(readConfig({}).publicUrl).toBeUndefined()
  expect(read('')).toBeUndefined()
  expect(read('https://reports.example/')).toBe('https://reports.example')
  expect(read('https://reports.example/words')).toBe('https://reports.example/words')
  const refused = ['reports.example', 'ftp://reports.example', 'https://reports.example/?a=1']
  for (const address of [...refused, 'https://reports.example/#a', 'https://a:b@reports.example']) {
    expect(() => read(address)).toThrow('SOURCEWRIGHT_PUBLIC_URL: ')
  }
})
