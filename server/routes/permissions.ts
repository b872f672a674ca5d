import type { Permission } from '../../shared/model/vocabulary.ts'

/** Open to everyone: says nothing of any workspace. */
export type RoutePermission = Permission | 'public' | 'signed_in'

/** Every route's permission, in one table; a route that is not in it can't be made. */
export const routePermissions = {
  'GET /health': 'public',
  'GET /health/live': 'public',
  'GET /health/ready': 'public',
  'GET /openapi.json': 'public',
  'GET /docs': 'public',
  'GET /errors/{code}': 'public',
  'GET /api/v1/whoami': 'signed_in',
  'GET /api/v1/documents': 'read',
  'POST /api/v1/documents': 'write',
  'POST /api/v1/documents/generate': 'generate',
  'POST /api/v1/documents/local': 'write',
  'GET /api/v1/documents/status/{id}': 'read',
  'GET /api/v1/documents/status/{id}/events': 'read',
  'GET /api/v1/documents/{id}': 'read',
  'PATCH /api/v1/documents/{id}': 'write',
  'DELETE /api/v1/documents/{id}': 'write',
  'POST /api/v1/documents/{id}/cancel': 'generate',
  'POST /api/v1/documents/{id}/retry': 'generate',
  'GET /api/v1/documents/{id}/file': 'read',
  'GET /api/v1/documents/{id}/download-url': 'read',
  'GET /api/v1/documents/{id}/ledger': 'read',
  'GET /api/v1/documents/{id}/updates': 'read',
  'GET /api/v1/documents/{id}/lineage': 'read',
  'POST /api/v1/documents/{id}/refresh': 'write',
  'POST /api/v1/documents/{id}/checks': 'write',
  'GET /api/v1/documents/{id}/checks/latest': 'read',
  'PUT /api/v1/documents/{id}/checks/{sentence_id}/override': 'write',
  'DELETE /api/v1/documents/{id}/checks/{sentence_id}/override': 'write',
  /** Its signature is the credential. */
  'GET /api/v1/downloads/{id}': 'public',
  'POST /get-sections-for-document': 'read',
  'POST /api/v1/get-sections-for-document': 'read',
  'POST /get-sources-for-selected-text': 'search',
  'POST /api/v1/get-sources-for-selected-text': 'search',
  'POST /api/v1/verify-claim': 'search',
  'GET /api/v1/files/{container}': 'read',
  'POST /api/v1/files/upload': 'write',
  'GET /api/v1/document-sets': 'read',
  'POST /api/v1/document-sets': 'write',
  'GET /api/v1/document-sets/{id}': 'read',
  'DELETE /api/v1/document-sets/{id}': 'admin',
  'GET /api/v1/templates': 'read',
  'POST /api/v1/templates': 'write',
  'GET /api/v1/templates/{id}': 'read',
  'DELETE /api/v1/templates/{id}': 'write',
  'GET /api/v1/templates/{id}/schema': 'read',
  'POST /api/v1/templates/{id}/validate': 'read',
  'GET /tasks': 'read',
  'GET /tasks/{task_id}': 'read',
} as const satisfies Readonly<Record<string, RoutePermission>>

export type RouteName = keyof typeof routePermissions
