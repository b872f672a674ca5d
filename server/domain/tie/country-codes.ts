/** Names of the countries that a line listing gives by their codes (ISO 3166-1 alpha-2), in lower case. */
const names: Readonly<Record<string, string>> = {
  at: 'Austria',
  au: 'Australia',
  be: 'Belgium',
  br: 'Brazil',
  ca: 'Canada',
  ch: 'Switzerland',
  cn: 'China',
  cz: 'Czechia',
  de: 'Germany',
  dk: 'Denmark',
  es: 'Spain',
  fi: 'Finland',
  fr: 'France',
  gb: 'United Kingdom',
  gr: 'Greece',
  hu: 'Hungary',
  ie: 'Ireland',
  in: 'India',
  it: 'Italy',
  jp: 'Japan',
  kr: 'South Korea',
  mx: 'Mexico',
  nl: 'Netherlands',
  no: 'Norway',
  nz: 'New Zealand',
  pl: 'Poland',
  pt: 'Portugal',
  ro: 'Romania',
  se: 'Sweden',
  si: 'Slovenia',
  sk: 'Slovakia',
  uk: 'United Kingdom',
  us: 'United States',
  usa: 'United States',
  za: 'South Africa',
}

/** Undefined for what is no code of these. */
export function countryOf(code: string): string | undefined {
  return names[code]
}
