import { expect, test } from 'vitest'
import { toAddress } from '../../../addin/state/link-address.ts'

test('a link to the server is followed where the pane came from', () => {
  const link = 'http://internal:3000/api/v1/downloads/a?version=1&expires=2&signature=3'
  expect(toAddress(link)).toBe('/api/v1/downloads/a?version=1&expires=2&signature=3')
})

test('a link into a store is followed as it was signed', () => {
  const link = 'https://bucket.s3.eu-west-1.amazonaws.com/w/sha256/aa/aa?X-Amz-Signature=b%2Fc'
  expect(toAddress(link)).toBe(link)
})
