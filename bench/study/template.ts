import type { Piece } from '../../examples/build/piece.ts'
import type { ExampleDocument } from '../../examples/build/write-document.ts'
import { back, shortBack } from './back.ts'
import { efficacyEvaluation } from './efficacy.ts'
import { front } from './front.ts'
import { house } from './house.ts'
import { investigationalPlan } from './plan.ts'
import { safetyEvaluation } from './safety.ts'
import { studySubjects } from './subjects.ts'

/** A clinical study report after ICH E3 for the study of the corpus; headings are numbered as there. */
export const studyReportTemplate: ExampleDocument = writeReport(back)

/** The same text with fewer tables behind it: 40 pages. */
export const shortReportTemplate: ExampleDocument = writeReport(shortBack)

function writeReport(end: readonly Piece[]): ExampleDocument {
  return {
    house,
    title: 'Clinical Study Report',
    creator: 'Medical Writing',
    headerLeft: 'Clinical Study Report',
    headerRight: 'Draft for medical review',
    footerLeft: 'Confidential',
    pieces: [
      ...front,
      ...investigationalPlan,
      ...studySubjects,
      ...efficacyEvaluation,
      ...safetyEvaluation,
      ...end,
    ],
  }
}
