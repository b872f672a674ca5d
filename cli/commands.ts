import type { Command } from './command.ts'
import { backup, restore } from './commands/backup.ts'
import { chat } from './commands/chat.ts'
import { check } from './commands/check.ts'
import { createCompletion } from './commands/completion.ts'
import {
  addDataSource,
  deleteDataSource,
  listDataSources,
  previewDataSource,
  showDataSource,
} from './commands/data-sources.ts'
import { addDocument, download, listDocuments, showLedger } from './commands/documents.ts'
import { generate, showStatus } from './commands/generate.ts'
import {
  cancelGeneration,
  createGeneration,
  downloadGeneration,
  listGenerations,
  showGeneration,
} from './commands/generations.ts'
import { createKey, listKeys, revokeKey, rotateKey } from './commands/keys.ts'
import { login, logout, whoami } from './commands/login.ts'
import { listRequests } from './commands/requests.ts'
import {
  changeSchedule,
  createSchedule,
  deleteSchedule,
  listSchedules,
  sendScheduleEvent,
  showSchedule,
} from './commands/schedules.ts'
import { serve } from './commands/serve.ts'
import {
  chooseInConflict,
  listConflicts,
  listUnused,
  listUpdates,
} from './commands/source-views.ts'
import { sourcesFor } from './commands/sources-for.ts'
import { addSources, listSources } from './commands/sources.ts'
import {
  addStyleGuide,
  deleteStyleGuide,
  listStyleGuides,
  showStyleGuide,
} from './commands/style-guides.ts'
import { addTemplate, listTemplates, listTemplateSections } from './commands/templates.ts'
import { listDeliveries, resendDelivery } from './commands/webhook-deliveries.ts'
import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  listWebhooks,
  rotateWebhookSecret,
  testWebhook,
} from './commands/webhooks.ts'
import { createWorkspace, deleteWorkspace, listWorkspaces } from './commands/workspaces.ts'
import { approveWording, listWordings, withdrawWording } from './commands/wordings.ts'

/** In the order of the help. */
export const commands: readonly Command[] = [
  login,
  logout,
  whoami,
  listWorkspaces,
  createWorkspace,
  deleteWorkspace,
  addSources,
  listSources,
  addTemplate,
  listTemplates,
  listTemplateSections,
  listWordings,
  approveWording,
  withdrawWording,
  listStyleGuides,
  addStyleGuide,
  showStyleGuide,
  deleteStyleGuide,
  generate,
  showStatus,
  download,
  showLedger,
  listDocuments,
  addDocument,
  sourcesFor,
  check,
  listUpdates,
  listConflicts,
  chooseInConflict,
  listUnused,
  chat,
  createGeneration,
  showGeneration,
  listGenerations,
  cancelGeneration,
  downloadGeneration,
  listDataSources,
  addDataSource,
  showDataSource,
  previewDataSource,
  deleteDataSource,
  listSchedules,
  createSchedule,
  showSchedule,
  changeSchedule,
  sendScheduleEvent,
  deleteSchedule,
  listKeys,
  createKey,
  rotateKey,
  revokeKey,
  listWebhooks,
  createWebhook,
  changeWebhook,
  deleteWebhook,
  rotateWebhookSecret,
  testWebhook,
  listDeliveries,
  resendDelivery,
  listRequests,
  serve,
  backup,
  restore,
  createCompletion(() => commands),
]
