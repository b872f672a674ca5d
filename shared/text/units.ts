/** A unit of measurement: `base` is what its kind is counted in, `factor` how many of these it is. */
type Unit = { readonly base: string; readonly factor: number }

/** Units of other sizes but of one kind have one base: "g" is 1000 of "mg". Undefined for other words. */
export function findUnit(word: string): Unit | undefined {
  // folded text has the Greek letter for the micro sign
  const spelled = word.replace('\u03bc', '\u00b5')
  return exact.get(spelled) ?? units.get(spelled.toLowerCase())
}

/** As they may stand behind a number, longest first. */
export const unitPattern =
  'mm ?Hg|beats per min(?:ute)?|h[·*][nµμp]g/m?L|[nµμp]g[·*]h/m?L|mg/(?:kg|day|d|dL|mL|L)|[nµμp]g/m?L|[mµμ]?mol/L|kg/m(?:2|²)|(?:I?U|g)/m?L|beats/min|percent(?:age points?)?|per cent|' +
  '[Mm]icrograms?|[Mm]illigrams?|[Kk]ilograms?|[Gg]rams?|[Mm]illilit(?:er|re)s?|[Ll]it(?:er|re)s?|' +
  'milliseconds?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|sec|min|hrs?|wks?|yrs?|msec|' +
  'mcg|[µμ]g|ug|mg|kg|mL|ml|dL|[µμ]L|cm(?:2|²)?|mm|km|°C|°F|bpm|mV|IU|mEq|nm|[µμ]m|ms|g|L|h|s|y|m|%|‰'

const table =
  '%:% ‰:%:0.1 percent:% per-cent:% pp:pp mg:mg mcg:mg:0.001 µg:mg:0.001 ug:mg:0.001 microgram:mg:0.001 milligram:mg ' +
  'g:mg:1000 gram:mg:1000 kg:mg:1000000 kilogram:mg:1000000 ml:ml milliliter:ml millilitre:ml dl:ml:100 ' +
  'µl:ml:0.001 l:ml:1000 liter:ml:1000 litre:ml:1000 ms:s:0.001 msec:s:0.001 millisecond:s:0.001 s:s sec:s ' +
  'second:s min:s:60 minute:s:60 h:s:3600 hr:s:3600 hour:s:3600 d:s:86400 day:s:86400 week:s:604800 wk:s:604800 ' +
  'month:month mo:month year:month:12 yr:month:12 y:month:12 nm:mm:0.000001 µm:mm:0.001 mm:mm cm:mm:10 km:mm:1000000 ' +
  'cm2:cm2 cm²:cm2 °c:°c °f:°f bpm:bpm beats/min:bpm mmhg:mmhg kg/m2:kg/m2 kg/m²:kg/m2 mg/kg:mg/kg ' +
  'mg/day:mg/day mg/d:mg/day mg/dl:mg/dl mg/ml:mg/ml mg/l:mg/l mmol/l:mmol/l µmol/l:mmol/l:0.001 mol/l:mmol/l:1000 ' +
  'ng/ml:µg/l µg/ml:µg/l:1000 ng/l:µg/l:0.001 pg/ml:µg/l:0.001 h·ng/ml:h·ng/ml h*ng/ml:h·ng/ml ng·h/ml:h·ng/ml ng*h/ml:h·ng/ml h·µg/ml:h·ng/ml:1000 µg·h/ml:h·ng/ml:1000 iu:iu meq:meq mv:mv u/l:u/l iu/l:u/l u/ml:u/ml g/l:g/l g/ml:g/ml µg/l:µg/l m:mm:1000'

const units: ReadonlyMap<string, Unit> = new Map(
  table.split(' ').flatMap((entry) => {
    const [name = '', base = '', factor = '1'] = entry.split(':')
    const unit = { base, factor: Number(factor) }
    const isWord = /^[a-z]{4,}$/.test(name) || /^(?:day|hr|wk|yr|week)$/.test(name)
    return isWord ? [[name, unit] as const, [`${name}s`, unit] as const] : [[name, unit] as const]
  }),
)

const exact: ReadonlyMap<string, Unit> = new Map([
  ['mm Hg', { base: 'mmhg', factor: 1 }],
  ['beats per minute', { base: 'bpm', factor: 1 }],
  ['beats per min', { base: 'bpm', factor: 1 }],
  ['per cent', { base: '%', factor: 1 }],
  ['percentage point', { base: 'pp', factor: 1 }],
  ['percentage points', { base: 'pp', factor: 1 }],
])
