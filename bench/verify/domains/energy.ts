import { table, type DomainReport } from './domain-report.ts'

const tables = [
  ...table(
    'Table E-1 Energy consumption by carrier (MWh)',
    [
      'Carrier | 2024 | 2023 | 2022',
      'Electricity | 48,210 | 49,875 | 51,340',
      'Natural gas | 61,450 | 70,120 | 78,905',
      'District heating | 9,380 | 8,945 | 8,610',
      'Fuel oil | 1,215 | 1,640 | 2,480',
      'Wood chips | 14,760 | 9,820 | 0',
      'Total | 135,015 | 140,400 | 141,335',
    ],
    'Note: lower heating value.',
  ),
  ...table('Table E-2 Greenhouse gas emissions (tonnes CO2e)', [
    'Scope | 2024 | 2023 | Target 2030',
    'Scope 1 | 13,240 | 15,310 | 7,500',
    'Scope 2, market-based | 4,820 | 9,640 | 0',
    'Scope 2, location-based | 17,355 | 18,455 | not set',
    'Business travel | 1,105 | 940 | 700',
    'Purchased goods | 41,600 | 43,250 | 30,000',
  ]),
  ...table('Table E-3 Sites', [
    'Site | Floor area (m²) | Electricity (MWh) | Specific consumption (kWh/m²) | Solar output (MWh)',
    'Aarhus | 42,500 | 9,860 | 232 | 1,140',
    'Dortmund | 61,200 | 18,370 | 300 | 860',
    'Lyon | 35,900 | 6,570 | 183 | 2,015',
    'Porto | 27,400 | 13,410 | 489 | 0',
    'Total | 167,000 | 48,210 | 289 | 4,015',
  ]),
  ...table('Table E-4 Savings measures completed in 2024', [
    'Measure | Projects | Investment (EUR thousand) | Savings (MWh a year) | Payback (years)',
    'Lighting | 14 | 310 | 620 | 2.8',
    'Compressed air | 9 | 185 | 940 | 1.1',
    'Heat recovery | 4 | 1,420 | 3,150 | 4.9',
    'Building insulation | 3 | 2,075 | 890 | 16.5',
    'Total | 30 | 3,990 | 5,600 | not applicable',
  ]),
  ...table('Table E-5 Vehicle fleet at 31 December 2024', [
    'Drive | Vehicles | Distance (thousand km) | CO2 (g/km)',
    'Diesel | 112 | 3,240 | 138',
    'Petrol | 37 | 690 | 151',
    'Plug-in hybrid | 64 | 1,505 | 74',
    'Battery electric | 87 | 1,930 | 0',
    'Total | 300 | 7,365 | 90',
  ]),
  ...table('Table E-6 Energy management audits', [
    'Site | Audits | Major non-conformities | Minor non-conformities | Closed on time',
    'Aarhus | 2 | 0 | 3 | 100%',
    'Dortmund | 3 | 1 | 8 | 89%',
    'Lyon | 2 | 0 | 2 | 100%',
    'Porto | 2 | 2 | 11 | 62%',
    'Total | 9 | 3 | 24 | 78%',
  ]),
  ...table('Table E-7 Water withdrawal (thousand m³)', [
    'Origin | 2024 | 2023',
    'Municipal supply | 318 | 342',
    'Own wells | 127 | 119',
    'Rainwater | 16 | 9',
    'Total | 461 | 470',
  ]),
]

const area = 'Floor area (m²)'
const specific = 'Specific consumption (kWh/m²)'
const solar = 'Solar output (MWh)'
const cost = 'Investment (EUR thousand)'
const saved = 'Savings (MWh a year)'
const distance = 'Distance (thousand km)'
const major = 'Major non-conformities'
const minor = 'Minor non-conformities'

const sections: DomainReport['sections'] = [
  [
    'Total Consumption',
    'In 2024 the group used {E-1 | Total | 2024} MWh of energy, compared with {E-1 | Total | 2023} MWh in the previous year.',
    'Consumption has fallen for the second year running: in 2022 it was still {E-1 | Total | 2022} MWh.',
    '[[rule compute text="Compared with 2023, demand went down by {p}." values=("p = percent({E-1 | Total | 2023} - {E-1 | Total | 2024}, {E-1 | Total | 2023})")]]',
  ],
  [
    'Natural Gas',
    'Natural gas remains the most important carrier, with {E-1 | Natural gas | 2024} MWh.',
    'Gas consumption was cut from {E-1 | Natural gas | 2023} MWh to {E-1 | Natural gas | 2024} MWh within a year.',
    '[[rule compute text="Gas still covers {p} of the demand." values=("p = percent({E-1 | Natural gas | 2024}, {E-1 | Total | 2024})")]]',
  ],
  [
    'Electricity',
    'Electricity consumption decreased to {E-1 | Electricity | 2024} MWh.',
    'Two years earlier the group had needed {E-1 | Electricity | 2022} MWh of electricity.',
  ],
  [
    'Fuel Oil',
    'Fuel oil plays hardly any role now ({E-1 | Fuel oil | 2024} MWh in 2024).',
    'Since 2022, when {E-1 | Fuel oil | 2022} MWh were burnt, its use has halved.',
  ],
  [
    'Heating with Wood',
    'The wood chip boiler, which went into operation in 2023, supplied {E-1 | Wood chips | 2024} MWh.',
    'In its first year the figure had been {E-1 | Wood chips | 2023} MWh.',
    'Before that, no wood chips were used ({E-1 | Wood chips | 2022}).',
  ],
  [
    'District Heating',
    'District heating rose slightly from {E-1 | District heating | 2023} MWh to {E-1 | District heating | 2024} MWh.',
    'It was the only conventional carrier to grow since 2022 ({E-1 | District heating | 2022} MWh).',
  ],
  [
    'Direct Emissions',
    'Scope 1 emissions amounted to {E-2 | Scope 1 | 2024} tonnes of CO2e in 2024.',
    'That is less than the {E-2 | Scope 1 | 2023} tonnes of the year before.',
    'The target for 2030 is {E-2 | Scope 1 | Target 2030} tonnes.',
    '[[rule compute text="Another {d} tonnes have to be avoided by then." values=("d = {E-2 | Scope 1 | 2024} - {E-2 | Scope 1 | Target 2030}")]]',
  ],
  [
    'Emissions from Purchased Energy',
    'Market-based Scope 2 emissions were halved to {E-2 | Scope 2, market-based | 2024} tonnes, from {E-2 | Scope 2, market-based | 2023} tonnes.',
    'By the location-based method, emissions were {E-2 | Scope 2, location-based | 2024} tonnes.',
    'By 2030, market-based emissions are to reach zero ({E-2 | Scope 2, market-based | Target 2030}).',
  ],
  [
    'Travel',
    'Business travel caused {E-2 | Business travel | 2024} tonnes of CO2e, more than in 2023 ({E-2 | Business travel | 2023} tonnes).',
    'The goal of {E-2 | Business travel | Target 2030} tonnes has thus moved further away.',
  ],
  [
    'Supply Chain',
    'Purchased goods are by far the largest source of emissions, at {E-2 | Purchased goods | 2024} tonnes.',
    'Suppliers are expected to bring this figure down to {E-2 | Purchased goods | Target 2030} tonnes by 2030.',
  ],
  [
    'Site Comparison',
    'Dortmund consumed the most electricity of all sites, {E-3 | Dortmund | Electricity (MWh)} MWh.',
    `With {E-3 | Porto | ${specific}} kWh/m², Porto is the least efficient site.`,
    `The average across the group is {E-3 | Total | ${specific}} kWh/m².`,
    `Lyon, in contrast, gets by on {E-3 | Lyon | ${specific}} kWh/m².`,
  ],
  [
    'Floor Area',
    `The four sites have a combined floor area of {E-3 | Total | ${area}} m².`,
    `Porto is the smallest site ({E-3 | Porto | ${area}} m²).`,
    `Dortmund accounts for more than a third of the space ({E-3 | Dortmund | ${area}} m²).`,
  ],
  [
    'Solar Power',
    `The roofs of the sites generated {E-3 | Total | ${solar}} MWh of solar power.`,
    `Half of it came from Lyon ({E-3 | Lyon | ${solar}} MWh).`,
    `Porto has no solar panels yet ({E-3 | Porto | ${solar}}).`,
    `[[rule compute text="In Lyon, the panels met {p} of the electricity demand." values=("p = percent({E-3 | Lyon | ${solar}}, {E-3 | Lyon | Electricity (MWh)})")]]`,
  ],
  [
    'Investment',
    `The group invested EUR {E-4 | Total | ${cost}} thousand in {E-4 | Total | Projects} projects.`,
    `More than half of the money, EUR {E-4 | Building insulation | ${cost}} thousand, went into building insulation.`,
    `Together the projects will save {E-4 | Total | ${saved}} MWh a year.`,
  ],
  [
    'Compressed Air',
    'Repairing leaks in compressed air systems pays for itself after {E-4 | Compressed air | Payback (years)} years, faster than any other measure.',
    `The {E-4 | Compressed air | Projects} compressed air projects save {E-4 | Compressed air | ${saved}} MWh annually.`,
  ],
  [
    'Heat Recovery',
    `Heat recovery brings the largest savings, {E-4 | Heat recovery | ${saved}} MWh a year.`,
    `It required an outlay of EUR {E-4 | Heat recovery | ${cost}} thousand.`,
    'The investment is recouped after {E-4 | Heat recovery | Payback (years)} years.',
  ],
  [
    'Lighting',
    `New lighting was installed in {E-4 | Lighting | Projects} projects at a cost of EUR {E-4 | Lighting | ${cost}} thousand.`,
    `LED lamps cut demand by {E-4 | Lighting | ${saved}} MWh a year.`,
  ],
  [
    'Insulation',
    'The payback of building insulation is long ({E-4 | Building insulation | Payback (years)} years).',
    'Only {E-4 | Building insulation | Projects} insulation projects were completed.',
  ],
  [
    'Vehicles',
    'At the end of 2024 the fleet comprised {E-5 | Total | Vehicles} vehicles, {E-5 | Battery electric | Vehicles} of which ran on batteries alone.',
    'Diesel cars are still the most common ({E-5 | Diesel | Vehicles}).',
    '[[rule compute text="Electric cars made up {p} of the fleet." values=("p = percent({E-5 | Battery electric | Vehicles}, {E-5 | Total | Vehicles})")]]',
  ],
  [
    'Mileage',
    `The fleet covered {E-5 | Total | ${distance}} thousand kilometres.`,
    `Diesel vehicles drove {E-5 | Diesel | ${distance}} thousand km, electric ones {E-5 | Battery electric | ${distance}} thousand km.`,
    'On average a vehicle emitted {E-5 | Total | CO2 (g/km)} g of CO2 per kilometre.',
    'Petrol cars had the highest emissions ({E-5 | Petrol | CO2 (g/km)} g/km).',
  ],
  [
    'Audits',
    'Nine audits were held in 2024 ({E-6 | Total | Audits}).',
    `They brought to light {E-6 | Total | ${major}} major and {E-6 | Total | ${minor}} minor non-conformities.`,
    `Neither Aarhus nor Lyon had a major non-conformity ({E-6 | Lyon | ${major}}).`,
  ],
  [
    'Audit Findings in Porto',
    `Two of the major non-conformities concerned Porto ({E-6 | Porto | ${major}}).`,
    'Only {E-6 | Porto | Closed on time} of the findings in Porto were closed on time, against {E-6 | Total | Closed on time} in the whole group.',
  ],
  [
    'Water',
    'Water withdrawal declined from {E-7 | Total | 2023} to {E-7 | Total | 2024} thousand m³.',
    'Municipal supply provided {E-7 | Municipal supply | 2024} thousand m³.',
    'The use of rainwater increased to {E-7 | Rainwater | 2024} thousand m³, from {E-7 | Rainwater | 2023} thousand m³ a year ago.',
    '{E-7 | Own wells | 2024} thousand m³ were pumped from wells of our own.',
  ],
]

const prose: DomainReport['prose'] = [
  [
    'Scope of the Report',
    'The report covers the four production sites and excludes rented offices.',
    'Emission factors are those that the national agencies published in May 2024.',
    'Figures for 2023 were restated because a gas meter in Dortmund had been read wrongly.',
  ],
  [
    'Power Purchase Agreement',
    'Since 1 July 2024 electricity for Aarhus and Lyon has come from wind farms under a power purchase agreement.',
    'The agreement runs for 10 years and covers 16,000 MWh a year.',
    'Its price is fixed and does not follow the market.',
  ],
  [
    'Outlook',
    'A heat pump will replace the gas boiler in Aarhus in 2026.',
    'Porto is to receive solar panels with an output of 1,500 MWh a year.',
    'No new diesel cars may be ordered from 2026.',
  ],
]

/** Written before it was seen how the check fares with it: what is not tuned on. */
export const energy: DomainReport = {
  name: 'energy and emissions report',
  tables,
  prose,
  sections,
}
