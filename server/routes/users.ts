import { z } from '@hono/zod-openapi'
import { pageQuery } from '../../shared/contract/paging.ts'
import {
  changeUserRequest,
  createUserRequest,
  memberRequest,
  user,
  usersResponse,
} from '../../shared/contract/users.ts'
import { changeUser } from '../services/change-user.ts'
import { createUser } from '../services/create-user.ts'
import { listUsers } from '../services/list-users.ts'
import { addMember, listMembers, removeMember } from '../services/members.ts'
import { Problem } from '../services/problem.ts'
import { removeUser } from '../services/remove-user.ts'
import { defineRoute, idParameter, jsonResponse, noContent } from './define-route.ts'
import { answerOnce } from './replay.ts'
import { createSubApp } from './environment.ts'

export const users = createSubApp()

users.openapi(
  defineRoute('GET /api/v1/users', {
    summary: 'Users of the organization',
    description:
      'Who does not see the whole organization is shown himself and those who share a document set with him.',
    request: { query: z.object(pageQuery) },
    responses: { 200: jsonResponse('A page of users.', usersResponse) },
  }),
  async (c) => {
    const { page, page_size: pageSize } = c.req.valid('query')
    return c.json(await listUsers(c.get('deps'), c.get('principal'), { page, pageSize }), 200)
  },
)

users.openapi(
  defineRoute('POST /api/v1/users', {
    summary: 'Make a user',
    description:
      'With the `subject` of its tokens, or without, for keys that act in its name. It sees no document set before it is a member. The subject of a user who was removed takes that one back, with the name and role that are sent; its keys stay revoked.',
    request: {
      body: { content: { 'application/json': { schema: createUserRequest } }, required: true },
    },
    responses: { 201: jsonResponse('The user.', user) },
  }),
  async (c) => {
    return answerOnce(
      c,
      (deps) => createUser(deps, c.get('principal'), c.req.valid('json')),
      (made) => c.json(made, 201),
    )
  },
)

users.openapi(
  defineRoute('PATCH /api/v1/users/{id}', {
    summary: 'Change the name or role of a user',
    description:
      'A role counts with the next request. A role in a token of the user wins: it is stored in place of this one when the token is next used. Who does not see the whole organization changes nobody who is a member of a document set that he does not see.',
    request: {
      params: idParameter,
      body: { content: { 'application/json': { schema: changeUserRequest } }, required: true },
    },
    responses: { 200: jsonResponse('The user as it is now.', user) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    const change = c.req.valid('json')
    return answerOnce(
      c,
      (deps) => changeUser(deps, c.get('principal'), id, change),
      (changed) => c.json(changed, 200),
    )
  },
)

users.openapi(
  defineRoute('DELETE /api/v1/users/{id}', {
    summary: 'Remove a user from the organization',
    description:
      'Its keys are revoked and its tokens refused from the next request on. Who does not see the whole organization removes nobody who is a member of a document set that he does not see.',
    request: { params: idParameter },
    responses: noContent,
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    return answerOnce(
      c,
      (deps) => removeUser(deps, c.get('principal'), id),
      () => c.body(null, 204),
    )
  },
)

users.openapi(
  defineRoute('GET /api/v1/document-sets/{id}/users', {
    summary: 'Members of a document set',
    request: { params: idParameter, query: z.object(pageQuery) },
    responses: { 200: jsonResponse('A page of members.', usersResponse) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    const { page, page_size: pageSize } = c.req.valid('query')
    const wish = { page, pageSize }
    return c.json(await listMembers(c.get('deps'), c.get('principal'), id, wish), 200)
  },
)

users.openapi(
  defineRoute('POST /api/v1/document-sets/{id}/users', {
    summary: 'Make a user of the organization a member of a document set',
    request: {
      params: idParameter,
      body: { content: { 'application/json': { schema: memberRequest } }, required: true },
    },
    responses: {
      200: jsonResponse('It was a member already.', user),
      201: jsonResponse('It is a member now.', user),
    },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    const { user_id: userId } = c.req.valid('json')
    return answerOnce(
      c,
      (deps) => addMember(deps, c.get('principal'), id, userId),
      (added) => c.json(added.user, added.isNew ? 201 : 200),
    )
  },
)

users.openapi(
  defineRoute('DELETE /api/v1/document-sets/{id}/users', {
    summary: 'End a membership',
    description:
      'Named by `?user_id=`, or by `user_id` in a JSON body. It counts with the next request.',
    request: {
      params: idParameter,
      query: memberRequest.partial(),
      body: { content: { 'application/json': { schema: memberRequest.partial() } } },
    },
    responses: noContent,
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    const body = c.req.valid('json') as { user_id?: string } | undefined
    const userId = c.req.valid('query').user_id ?? body?.user_id
    if (userId === undefined) throw userMissing()
    return answerOnce(
      c,
      (deps) => removeMember(deps, c.get('principal'), id, userId),
      () => c.body(null, 204),
    )
  },
)

function userMissing(): Problem {
  const msg = 'say whose membership ends'
  return new Problem('validation_failed', `query.user_id: ${msg}`, {
    errors: [{ loc: ['query', 'user_id'], msg, type: 'missing' }],
  })
}
