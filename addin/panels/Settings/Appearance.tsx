import { Button, Field, makeStyles, Select, tokens } from '@fluentui/react-components'
import { tellFirstRun } from '../../first-run.ts'
import { dateLanguageChoice, themeChoice, themeNames, useDateWriter } from '../../preferences.ts'
import type { ThemeName } from '../../preferences.ts'
import { dateLanguages, nameLanguage, type DateLanguage } from '../../state/dates.ts'
import { useStoredChoice } from '../../stored-choice.ts'

export type AppearanceProps = {
  readonly ownsDocument: boolean
  /** The guide was begun anew: it stands above what is shown. */
  readonly onGuide: () => void
}

/** How the pane looks and writes dates; kept in this browser. */
export function Appearance({ ownsDocument, onGuide }: AppearanceProps) {
  const styles = useStyles()
  const [theme, setTheme] = useStoredChoice(themeChoice)
  const [language, setLanguage] = useStoredChoice(dateLanguageChoice)
  const writeDate = useDateWriter()
  const showGuide = () => {
    tellFirstRun({ type: 'shown_again' })
    onGuide()
  }
  return (
    <section className={styles.stack} aria-labelledby="appearance-title">
      <h3 id="appearance-title" className={styles.title}>
        Appearance
      </h3>
      <Field label="Language of dates" hint={`A date looks like this: ${writeDate(exampleTime)}`}>
        <Select value={language} onChange={(_, { value }) => setLanguage(value as DateLanguage)}>
          {dateLanguages.map((name) => (
            <option key={name} value={name}>
              {nameLanguage(name)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Theme">
        <Select value={theme} onChange={(_, { value }) => setTheme(value as ThemeName)}>
          {themeNames.map((name) => (
            <option key={name} value={name}>
              {name === 'automatic' && ownsDocument ? 'As Word' : themeWords[name]}
            </option>
          ))}
        </Select>
      </Field>
      <Button className={styles.button} onClick={showGuide}>
        Show the first steps again
      </Button>
    </section>
  )
}

const exampleTime = '2026-03-09T14:05:00'

const themeWords: Record<ThemeName, string> = {
  automatic: 'As the system',
  light: 'Light',
  dark: 'Dark',
  contrast: 'High contrast',
}

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  title: { margin: `${tokens.spacingVerticalM} 0 0`, fontSize: tokens.fontSizeBase300 },
  button: { alignSelf: 'start' },
})
