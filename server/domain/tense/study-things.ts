import { isPerson, singularOf } from './noun-number.ts'

/**
 * How far a noun is a thing of the study: "study" and "endpoint" always are; "event", "value" or
 * "dose" are when the sentence speaks of the study anyway; "disease" and "receptor" never. The choice
 * is conservative: what pharmacology and medicine say in the present tense stays in it.
 */
export function studyCloseness(noun: string): 'own' | 'near' | 'other' {
  const word = singularOf(noun)
  const last = word.slice(word.lastIndexOf('-') + 1)
  if (own.has(word) || own.has(last)) return 'own'
  if (/[a-z]{4}ing$/.test(word)) return 'near'
  return near.has(word) || near.has(last) || isPerson(word) ? 'near' : 'other'
}

/** Words before a noun that make it one of this study: "primary comparison", "all tests". */
export function isStudyModifier(word: string): boolean {
  return modifiers.has(word)
}

const own = words(
  'study trial substudy sub-study patient subject participant volunteer investigator sponsor site centre ' +
    'center endpoint end-point subgroup randomization randomisation screening enrollment enrolment run-in ' +
    'arm analysis hypothesis objective population cohort visit baseline sample-size covariate estimand ' +
    'stratification blinding dsmb idmc dmc imputation follow-up schedule washout recruitment completer',
)

const near = words(
  'group treatment dose dosage dosing regimen sample size set outcome variable aim goal purpose design period ' +
    'phase duration data value score assessment measurement measure procedure comparison method model ' +
    'medication drug event test criterion board committee code result record report level rate item ' +
    'questionnaire instrument interview form specimen blood urine examination ecg pressure pulse weight ' +
    'temperature sign symptom abnormality discontinuation termination withdrawal completion consent ' +
    'difference interaction effect change factor term calculation computation adjustment error interval limit ' +
    'power significance estimate statistic number percentage proportion total mean median patch tablet ' +
    'capsule placebo product supply kit label container compliance administration application ' +
    'week day month time timepoint date interim deviation end start plan stratum conclusion violation reason ' +
    'caregiver tape recording scan imaging diagnosis experience assumption requirement ' +
    'matrix singularity ingredient incidence frequency observation parameter response status database ' +
    'finding rash retest therapy intake duty region site-id body adhesive amendment',
)

const modifiers = words(
  'study trial primary secondary tertiary efficacy safety baseline treatment-emergent screening interim ' +
    'statistical sensitivity exploratory planned all these randomized randomised double-blind eligible ' +
    'open-label placebo sample investigational each enrolled treated final per-protocol ' +
    'intent-to-treat intention-to-treat pharmacokinetic main co-primary key run-in post-baseline',
)

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}
