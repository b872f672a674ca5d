import { expect, test } from 'vitest'
import {
  findRoleOfKey,
  findStrongestRole,
  listEffective,
  mayManageRole,
  seesWholeOrganization,
} from '../../server/domain/access.ts'
import { memberRoles, permissions } from '../../shared/model/vocabulary.ts'

test('no permission implies another', () => {
  for (const permission of permissions) {
    expect(listEffective('owner', [permission])).toEqual([permission])
  }
})

test('the effective right is permission AND role', () => {
  expect(listEffective('viewer', permissions)).toEqual(['read', 'search'])
  expect(listEffective('member', permissions)).not.toContain('admin')
  expect(listEffective('viewer', ['write'])).toEqual([])
})

test('a role that nobody knows is none', () => {
  expect(findRoleOfKey('root', permissions)).toBeUndefined()
  expect(findStrongestRole(['root', 'Owner'])).toBeUndefined()
  expect(findStrongestRole(['root', 'viewer', 'admin'])).toBe('admin')
})

test('a key acts as an admin only with the permission admin', () => {
  expect(findRoleOfKey('admin', ['read'])).toBe('member')
  expect(findRoleOfKey('admin', ['admin'])).toBe('admin')
  expect(findRoleOfKey('member', ['admin'])).toBe('member')
})

test('nobody manages a role above the own one', () => {
  const pairs = memberRoles.map((own) => memberRoles.filter((other) => mayManageRole(own, other)))
  expect(pairs.map((others) => others.length)).toEqual([5, 4, 3, 2, 1])
  expect(memberRoles.filter(seesWholeOrganization)).toEqual(['internal', 'owner'])
})
