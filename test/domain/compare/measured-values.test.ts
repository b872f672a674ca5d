import { describe, expect, test } from 'vitest'
import { ages, compareIn, efficacy } from './compared-tables.ts'

const find = compareIn(efficacy, ages)
const judge = (text: string) => find(text)?.outcome.holds

describe('means that a sentence gives of groups', () => {
  test.each([
    'From baseline to Week 24, the ADAS-Cog (11) rose by a mean of 2.5 points on placebo and 2.0 on the low dose.',
    'The ADAS-Cog (11) fell by an average of 0.4 points on the high dose by Week 24.',
    'The mean change in the ADAS-Cog (11) from baseline to Week 24 was -0.4 on the high dose.',
    'The median change in the ADAS-Cog (11) from baseline to Week 24 was 2.0 on placebo.',
    'The mean ADAS-Cog (11) was 24.1 on placebo and 21.3 on the high dose at baseline.',
    'The mean body mass index was 28.2.',
    'The mean body mass index was 28.2 kg/m².',
    'The subjects on placebo were 61.2 years old on average.',
  ])('are supported where each cell gives its own: “%s”', (text) => {
    expect(judge(text)).toBe(true)
  })

  test.each([
    // the other way, of another group, time, statistic or unit
    'The ADAS-Cog (11) fell by a mean of 2.5 points on placebo by Week 24.',
    'The ADAS-Cog (11) rose by a mean of 2.5 points on the low dose by Week 24.',
    'The ADAS-Cog (11) rose by a mean of 2.0 points on placebo and 2.5 on the low dose by Week 24.',
    'The ADAS-Cog (11) rose by a mean of 2.5 points on placebo by Week 16.',
    'The ADAS-Cog (11) rose by a median of 2.5 points on placebo by Week 24.',
    'The ADAS-Cog (11) rose by 2.5 points on placebo by Week 24.',
    'The ADAS-Cog (11) rose by an LS mean of 2.5 points on placebo by Week 24.',
    'The ADAS-Cog (11) rose by a mean of 2.5% on placebo by Week 24.',
    'The mean body mass index was 28.2 kg.',
    // what it rose to, and how high it was
    'The ADAS-Cog (11) rose to a mean of 2.5 points on placebo by Week 24.',
    'The ADAS-Cog (11) rose by a mean of 26.7 points on placebo by Week 24.',
    'The mean ADAS-Cog (11) was 2.5 on placebo at Week 24.',
    // of others
    'The ADAS-Cog (11) rose by a mean of 2.5 points in women on placebo by Week 24.',
    'The mean age of the completers was 60.5 years.',
    'The subjects were 60.5 months old on average.',
  ])('are open otherwise: “%s”', (text) => {
    expect(judge(text)).toBeUndefined()
  })
})

describe('the ends of a range', () => {
  test.each([
    'The subjects were aged 38 to 80 years.',
    'The subjects were between 38 and 80 years old.',
    'Age ranged from 38 to 80 years.',
    'The youngest subject was 38 and the oldest 80 years old.',
    'On the high dose, the subjects were 44 to 77 years old.',
    'The body mass index ranged from 19.9 to 37.0 kg/m².',
  ])('are the least and the greatest value: “%s”', (text) => {
    expect(judge(text)).toBe(true)
  })

  test.each([
    'The subjects were aged 41 to 80 years.',
    'The subjects were aged 38 to 79 years.',
    'On placebo, the subjects were 38 to 80 years old.',
    'The mean age ranged from 38 to 80 years.',
    'The women were aged 38 to 80 years.',
    'Half of the subjects were aged 38 to 80 years.',
    'Subjects had to be aged 38 to 80 years.',
    'The subjects were 38 to 80 months old.',
    'The body mass index ranged from 19.9 to 37.0 kg.',
  ])('leave other ones open: “%s”', (text) => {
    expect(judge(text)).not.toBe(true)
  })
})
