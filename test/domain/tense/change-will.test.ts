import { describe } from 'vitest'
import { testCases } from './tense-cases.ts'

describe('a passive', () => {
  testCases([
    [
      'Safety data will be summarized by group.',
      'Safety data were summarized by group.',
      'Safety data were to be summarized by group.',
    ],
    [
      'Blood pressure will be measured.',
      'Blood pressure was measured.',
      'Blood pressure was to be measured.',
    ],
    [
      'Samples will be collected and stored.',
      'Samples were collected and stored.',
      'Samples were to be collected and stored.',
    ],
    [
      'Subjects will then be randomly assigned to a group.',
      'Subjects were then randomly assigned to a group.',
      'Subjects were then to be randomly assigned to a group.',
    ],
    [
      'The cause will be immediately reported.',
      'The cause was immediately reported.',
      'The cause was to be immediately reported.',
    ],
    [
      'Subjects who withdraw will not be replaced.',
      'Subjects who withdrew were not replaced.',
      'Subjects who withdrew were not to be replaced.',
    ],
    [
      'Subjects will continue to be monitored.',
      'Subjects continued to be monitored.',
      'Subjects were to continue to be monitored.',
    ],
    [
      'Dosing will be begun on Day 1.',
      'Dosing was begun on Day 1.',
      'Dosing was to be begun on Day 1.',
    ],
    [
      'The drug will be taken with water.',
      'The drug was taken with water.',
      'The drug was to be taken with water.',
    ],
    [
      'The code will only be broken by the pharmacist.',
      'The code was only broken by the pharmacist.',
      'The code was only to be broken by the pharmacist.',
    ],
    [
      'The tape will be read by a reader who does not know the treatment.',
      'The tape was read by a reader who did not know the treatment.',
      'The tape was to be read by a reader who did not know the treatment.',
    ],
    [
      'The outcome will, at each centre, be documented.',
      'The outcome was, at each centre, documented.',
      'The outcome was, at each centre, to be documented.',
    ],
    [
      'Subjects will be screened by the investigator and, after consent, randomized.',
      'Subjects were screened by the investigator and, after consent, randomized.',
      'Subjects were to be screened by the investigator and, after consent, randomized.',
    ],
    [
      'All data will NOT be pooled.',
      'All data were NOT pooled.',
      'All data were NOT to be pooled.',
    ],
    ['Terms won’t be tested.', 'Terms were not tested.', 'Terms were not to be tested.'],
  ])
})

describe('an active verb', () => {
  testCases([
    [
      'Each subject will receive placebo.',
      'Each subject received placebo.',
      'Each subject was to receive placebo.',
    ],
    [
      'Subjects will begin treatment on Day 1.',
      'Subjects began treatment on Day 1.',
      'Subjects were to begin treatment on Day 1.',
    ],
    [
      'Subjects will take one tablet.',
      'Subjects took one tablet.',
      'Subjects were to take one tablet.',
    ],
    [
      'Subjects will not receive rescue medication.',
      'Subjects did not receive rescue medication.',
      'Subjects were not to receive rescue medication.',
    ],
    [
      'The monitor will again visit the centre.',
      'The monitor again visited the centre.',
      'The monitor was again to visit the centre.',
    ],
    [
      'The monitor will, in the presence of the pharmacist, count the tablets.',
      'The monitor, in the presence of the pharmacist, counted the tablets.',
      'The monitor was, in the presence of the pharmacist, to count the tablets.',
    ],
    [
      'Subjects will have a washout period.',
      'Subjects had a washout period.',
      'Subjects were to have a washout period.',
    ],
    [
      'All subjects will have completed Week 12.',
      'All subjects had completed Week 12.',
      'All subjects were to have completed Week 12.',
    ],
    [
      'The sponsor will not have seen the results.',
      'The sponsor had not seen the results.',
      'The sponsor was not to have seen the results.',
    ],
    [
      'Results will often not change the treatment.',
      'Results often did not change the treatment.',
      'Results were often not to change the treatment.',
    ],
    [
      'The study will last for 26 weeks.',
      'The study lasted for 26 weeks.',
      'The study was to last for 26 weeks.',
    ],
    [
      'The study will be double-blind.',
      'The study was double-blind.',
      'The study was to be double-blind.',
    ],
    [
      'Subjects will remain blinded until the database is locked.',
      'Subjects remained blinded until the database was locked.',
      'Subjects were to remain blinded until the database was locked.',
    ],
    ['Subjects will need to fast.', 'Subjects needed to fast.', 'Subjects needed to fast.'],
    [
      'The caregiver will have to sign the form.',
      'The caregiver had to sign the form.',
      'The caregiver had to sign the form.',
    ],
    [
      'Subjects will be required to fast.',
      'Subjects were required to fast.',
      'Subjects were required to fast.',
    ],
  ])
})

describe('several verbs of one subject', () => {
  testCases([
    [
      'Site staff will question the subject and note any change.',
      'Site staff questioned the subject and noted any change.',
      'Site staff were to question the subject and note any change.',
    ],
    [
      'Subjects will attend the clinic, complete the diary, and return the tablets.',
      'Subjects attended the clinic, completed the diary, and returned the tablets.',
      'Subjects were to attend the clinic, complete the diary, and return the tablets.',
    ],
    [
      'The investigator will review and sign the report.',
      'The investigator reviewed and signed the report.',
      'The investigator was to review and sign the report.',
    ],
    [
      'Subjects will be enrolled and receive the study drug.',
      'Subjects were enrolled and received the study drug.',
      'Subjects were to be enrolled and receive the study drug.',
    ],
    [
      'Subjects will receive placebo and study drug.',
      'Subjects received placebo and study drug.',
      'Subjects were to receive placebo and study drug.',
    ],
    [
      'Subjects will be asked to complete and return the form.',
      'Subjects were asked to complete and return the form.',
      'Subjects were to be asked to complete and return the form.',
    ],
    [
      'Subjects will be randomized and will return at Week 4.',
      'Subjects were randomized and returned at Week 4.',
      'Subjects were to be randomized and were to return at Week 4.',
    ],
    [
      'The centre will not treat the subject or report the event.',
      'The centre did not treat the subject or report the event.',
      'The centre was not to treat the subject or report the event.',
    ],
    [
      'A nurse will take blood and measure the temperature.',
      'A nurse took blood and measured the temperature.',
      'A nurse was to take blood and measure the temperature.',
    ],
    [
      'The mean will be calculated, and the results will be listed.',
      'The mean was calculated, and the results were listed.',
      'The mean was to be calculated, and the results were to be listed.',
    ],
    [
      'Terms will be coded; listings will be sorted by date.',
      'Terms were coded; listings were sorted by date.',
      'Terms were to be coded; listings were to be sorted by date.',
    ],
    [
      'Weights will be recorded, as will height.',
      'Weights were recorded, as was height.',
      'Weights were to be recorded, as was height.',
    ],
    [
      'The sponsor will keep the code, as will the pharmacist.',
      'The sponsor kept the code, as did the pharmacist.',
      'The sponsor was to keep the code, as was the pharmacist.',
    ],
    [
      'Subjects will not be told the treatment, nor will they be told the dose.',
      'Subjects were not told the treatment, nor were they told the dose.',
      'Subjects were not to be told the treatment, nor were they to be told the dose.',
    ],
  ])
})
