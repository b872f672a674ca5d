import { z } from 'zod'
import { answerSentenceKinds, verdictReasons } from '../model/conversation.ts'
import { claimStates, verdicts } from '../model/vocabulary.ts'
import { pageFields } from './paging.ts'
import { tracedSource } from './sources.ts'

/** UTF-16 units of a question. */
export const maximumQuestion = 2_000

/** The most seconds that a turn waits for sources that are still being read. */
const maximumWait = 120

/**
 * POST /api/v1/conversations. Without `document_ids` the conversation is about all sources of the
 * workspace. A generated or local document stands for the sources that it may rest on.
 */
export const createConversationRequest = z.object({
  document_ids: z.array(z.string().min(1).max(200)).max(200).default([]),
  document_set_key: z.string().max(200).optional(),
})

/** `turn_id` is the caller's own name of the turn: sent again, it gives the stored answer. */
export const messageRequest = z.object({
  turn_id: z.string().min(1).max(200),
  text: z
    .string()
    .trim()
    .min(1)
    .max(maximumQuestion)
    .regex(/[\p{L}\p{N}]/u, 'has neither a letter nor a digit'),
  wait_seconds: z.number().min(0).max(maximumWait).default(60),
})

/**
 * `code` is stable. `confidence` is 0 to 1: in chat how often answers of that way and verdict were right
 * when they were measured, in search how likely it is that the passages answer.
 */
export const qualityVerdict = z.object({
  verdict: z.enum(verdicts),
  reason_code: z.enum(verdictReasons),
  confidence: z.number().min(0).max(1),
})

/**
 * `referenced_text` is the paragraph or table row around the quoted words, `marks` the words
 * themselves. `is_deleted`: the source was deleted since, and `preview_url` is null.
 */
const answerCitation = tracedSource.extend({
  quote: z.string(),
  chunk_id: z.string().nullable(),
  is_deleted: z.boolean(),
})
export type AnswerCitation = z.infer<typeof answerCitation>

/**
 * A `statement` always has a citation, and `claim_state` is what holding it against its citations gave:
 * one that they don't support is not sent. A `note` is one of the product's own fixed phrases, and has none.
 */
export const answerSentence = z.object({
  kind: z.enum(answerSentenceKinds),
  text: z.string(),
  claim_state: z.enum(claimStates),
  citations: z.array(answerCitation),
})
export type AnswerSentenceView = z.infer<typeof answerSentence>

const nearPassage = z.object({
  document_id: z.string(),
  document_name: z.string(),
  chunk_id: z.string().nullable(),
  section_name: z.string().nullable(),
  page: z.int().min(1).nullable(),
})

export const answerMessage = z.object({
  message_id: z.string(),
  turn_id: z.string(),
  role: z.literal('assistant'),
  text: z.string(),
  sentences: z.array(answerSentence),
  quality_verdict: qualityVerdict,
  /** The question as it was understood, with the words that earlier ones lend it. */
  understood_as: z.string(),
  searched: z.object({ sources: z.int().min(0), passages: z.int().min(0) }),
  /** Sources that could not be read, and so were not searched. */
  unread: z.array(z.object({ name: z.string(), reason: z.string() })),
  /** What came nearest, where nothing answers. */
  nearest: z.array(nearPassage),
  created_at: z.string(),
})
export type AnswerMessage = z.infer<typeof answerMessage>

const questionMessage = z.object({
  message_id: z.string(),
  turn_id: z.string(),
  role: z.literal('user'),
  text: z.string(),
  created_at: z.string(),
})

export const conversationSummary = z.object({
  conversation_id: z.string(),
  workspace_id: z.string(),
  document_ids: z.array(z.string()),
  created_at: z.string(),
  updated_at: z.string(),
})
export type ConversationSummary = z.infer<typeof conversationSummary>

/** `first_question` tells the conversations of a list apart; null while nothing was asked. */
const listedConversation = conversationSummary.extend({
  first_question: z.string().nullable(),
})
export type ListedConversation = z.infer<typeof listedConversation>

export const conversationsResponse = z.object({
  conversations: z.array(listedConversation),
  ...pageFields,
})
export type ConversationsResponse = z.infer<typeof conversationsResponse>

/** A turn without an answer was broken off: send it again with its `turn_id`. */
export const conversationDetails = conversationSummary.extend({
  messages: z.array(z.discriminatedUnion('role', [questionMessage, answerMessage])),
})
export type ConversationDetails = z.infer<typeof conversationDetails>
