import { expect, test } from 'vitest'
import { studyReportTemplate } from '../../bench/study/template.ts'
import { writeDocument } from '../../examples/build/write-document.ts'
import { readTemplateContent } from '../../server/domain/rules/read-template-content.ts'
import { readTemplate } from '../../server/formats/read-template.ts'

/** ICH E3, the headings of its first level from 1 to 16. */
const chapters = [
  'Title Page',
  'Synopsis',
  'Table of Contents',
  'List of Abbreviations',
  'Ethics',
  'Investigators and Study Administrative Structure',
  'Introduction',
  'Study Objectives',
  'Investigational Plan',
  'Study Subjects',
  'Efficacy Evaluation',
  'Safety Evaluation',
  'Discussion and Overall Conclusions',
  'Tables, Figures and Graphs Referred to but Not Included in the Text',
  'Reference List',
  'Appendices',
]

test('the report template of the study has the chapters of ICH E3 and no mistake', async () => {
  const read = readTemplate(await writeDocument(studyReportTemplate))
  if (read.outcome === 'refused') throw new Error(read.reason)
  const { content, errors } = readTemplateContent(read.paragraphs)
  expect(errors).toEqual([])
  const first = content.sections.filter(({ level }) => level === 1).map(({ title }) => title)
  expect(first).toEqual(chapters)
  const ids = content.sections.map(({ id }) => id)
  const reused = content.sections
    .flatMap(({ rules }) => rules)
    .flatMap(({ rule }) => (rule.kind === 'reuse' ? rule.parameters : []))
    .flatMap(({ name, value }) =>
      name === 'section' && value.type === 'string' ? [value.value] : [],
    )
  expect(reused.filter((section) => !ids.includes(section))).toEqual([])
  expect(reused.length).toBeGreaterThan(10)
})
