/** Addresses of one row's cells, ready to stand in `text=`. */
type ArmCells = {
  readonly placebo: string
  readonly low: string
  readonly high: string
}

/** `below` is the sub-header that each arm has: "n(%)". */
export function armCells(table: string, row: string, part: string, below = ''): ArmCells {
  const at = (arm: string) =>
    `{${table} | ${row} | ${arm}${below === '' ? '' : ` > ${below}`} | ${part}}`
  return {
    placebo: at('Placebo'),
    low: at('Xanomeline Low Dose'),
    high: at('Xanomeline High Dose'),
  }
}

/** "{…} with placebo, {…} with xanomeline low dose and {…} with xanomeline high dose". */
export function withArms({ placebo, low, high }: ArmCells): string {
  return `${placebo} with placebo, ${low} with xanomeline low dose and ${high} with xanomeline high dose`
}

/** "{…} subjects with placebo, {…} with xanomeline low dose and {…} with xanomeline high dose". */
export function subjectsWithArms({ placebo, ...others }: ArmCells): string {
  return withArms({ placebo: `${placebo} subjects`, ...others })
}

export function cell(words: string): string {
  return `[[rule cell text="${words}"]]`
}

export function when(condition: string, holds: string, otherwise: string): string {
  return `[[rule when if="${condition}" then="${holds}" else="${otherwise}"]]`
}
