import { table, type DomainReport } from './domain-report.ts'

const tables = [
  ...table(
    'Table D-1 Units in use and distributed',
    [
      'Region | Units distributed in 2024 | Units distributed in 2023 | Units in use at 31 Dec 2024',
      'Europe | 3,180 | 2,940 | 14,620',
      'North America | 2,415 | 2,510 | 11,385',
      'Asia-Pacific | 1,270 | 985 | 4,240',
      'Other countries | 345 | 310 | 1,455',
      'Total | 7,210 | 6,745 | 31,700',
    ],
    'Note: demonstration units are not counted.',
  ),
  ...table(
    'Table D-2 Complaints by category',
    [
      'Category | Complaints 2024 | Rate 2024 (per 1,000 units) | Complaints 2023 | Rate 2023 (per 1,000 units)',
      'Occlusion alarm | 186 | 5.9 | 201 | 7.1',
      'Battery | 142 | 4.5 | 118 | 4.2',
      'Display | 57 | 1.8 | 61 | 2.2',
      'Flow rate deviation | 39 | 1.2 | 44 | 1.6',
      'Housing damage | 73 | 2.3 | 70 | 2.5',
      'Software | 28 | 0.9 | 35 | 1.2',
      'Total | 525 | 16.6 | 529 | 18.7',
    ],
    'Note: a complaint is counted once, in the category of its root cause.',
  ),
  ...table('Table D-3 Serious incidents reported to authorities, 2024', [
    'Type | Incidents | Deaths | Injuries | No harm',
    'Over-infusion | 4 | 1 | 2 | 1',
    'Under-infusion | 6 | 0 | 3 | 3',
    'Delay of therapy | 9 | 0 | 2 | 7',
    'Electric shock | 0 | 0 | 0 | 0',
    'Total | 19 | 1 | 7 | 11',
  ]),
  ...table('Table D-4 Returned devices and root causes', [
    'Root cause | Devices | Share',
    'Component failure',
    'Battery cell | 96 | 33.1%',
    'Pressure sensor | 41 | 14.1%',
    'Display module | 38 | 13.1%',
    'Use',
    'Drop or impact | 64 | 22.1%',
    'Cleaning agent | 22 | 7.6%',
    'No fault found | 29 | 10.0%',
    'All devices | 290 | 100.0%',
  ]),
  ...table(
    'Table D-5 Verification of the new battery (design change DC-118)',
    [
      'Test | Sample size | Acceptance limit | Mean | SD | Failures',
      'Run time at 25 mL/h (hours) | 30 | at least 8.0 | 9.4 | 0.3 | 0',
      'Charging time (hours) | 30 | at most 4.0 | 3.2 | 0.2 | 0',
      'Surface temperature (°C) | 30 | at most 43.0 | 38.6 | 1.1 | 0',
      'Capacity after 300 cycles (%) | 20 | at least 80.0 | 87.5 | 2.4 | 1',
    ],
    'Note: the failed cell was from a lot that had been stored above 45 °C.',
  ),
  ...table('Table D-6 Corrective and preventive actions', [
    'Action | Opened | Due | Status',
    'CAPA-24-03 Battery lot traceability | 2024-03-11 | 2024-09-30 | Closed',
    'CAPA-24-07 Occlusion pressure calibration | 2024-05-22 | 2025-01-31 | Open',
    'CAPA-24-09 Cleaning instructions | 2024-07-08 | 2024-12-15 | Closed',
    'CAPA-24-12 Drop test of the pole clamp | 2024-10-02 | 2025-04-30 | Open',
  ]),
]

const units = 'Units distributed in 2024'
const earlier = 'Units distributed in 2023'
const rate = 'Rate 2024 (per 1,000 units)'
const rateBefore = 'Rate 2023 (per 1,000 units)'

const sections: DomainReport['sections'] = [
  [
    'Summary',
    `In 2024, {D-1 | Total | ${units}} units were distributed worldwide, and {D-1 | Total | Units in use at 31 Dec 2024} were in use at the end of the year.`,
    'A total of {D-2 | Total | Complaints 2024} complaints were received, compared with {D-2 | Total | Complaints 2023} in 2023.',
    `The complaint rate fell from {D-2 | Total | ${rateBefore}} to {D-2 | Total | ${rate}} per 1,000 units.`,
    'There were {D-3 | Total | Incidents} serious incidents, one of which was fatal ({D-3 | Total | Deaths}).',
  ],
  [
    'Distribution in Europe',
    `Europe received {D-1 | Europe | ${units}} units in 2024, up from {D-1 | Europe | ${earlier}} in 2023.`,
    'At 31 December 2024, {D-1 | Europe | Units in use at 31 Dec 2024} units were in use in Europe.',
  ],
  [
    'Distribution in North America',
    `In North America, distribution decreased slightly from {D-1 | North America | ${earlier}} to {D-1 | North America | ${units}} units.`,
    'The installed base in North America comprised {D-1 | North America | Units in use at 31 Dec 2024} units.',
  ],
  [
    'Distribution in Other Regions',
    `Asia-Pacific showed the strongest growth: {D-1 | Asia-Pacific | ${units}} units were distributed, after {D-1 | Asia-Pacific | ${earlier}} the year before.`,
    `Other countries took {D-1 | Other countries | ${units}} units.`,
    `[[rule compute text="Worldwide, {more} more units were distributed in 2024 than in 2023." values=("more = {D-1 | Total | ${units}} - {D-1 | Total | ${earlier}}")]]`,
  ],
  [
    'Installed Base',
    '[[rule compute text="Europe accounts for {share} of the units in use." values=("share = percent({D-1 | Europe | Units in use at 31 Dec 2024}, {D-1 | Total | Units in use at 31 Dec 2024})")]]',
    'In Asia-Pacific {D-1 | Asia-Pacific | Units in use at 31 Dec 2024} units were in use, in other countries {D-1 | Other countries | Units in use at 31 Dec 2024}.',
  ],
  [
    'Occlusion Alarms',
    'Occlusion alarms were the most common reason for complaints in both years ({D-2 | Occlusion alarm | Complaints 2024} in 2024 and {D-2 | Occlusion alarm | Complaints 2023} in 2023).',
    `The rate of occlusion alarm complaints dropped from {D-2 | Occlusion alarm | ${rateBefore}} to {D-2 | Occlusion alarm | ${rate}} per 1,000 units.`,
  ],
  [
    'Battery',
    'Battery complaints increased from {D-2 | Battery | Complaints 2023} in 2023 to {D-2 | Battery | Complaints 2024} in 2024.',
    `This corresponds to a rate of {D-2 | Battery | ${rate}} per 1,000 units in 2024.`,
    'Battery cells were the root cause in {D-4 | Component failure > Battery cell | Devices} of the returned devices.',
  ],
  [
    'Display',
    'Complaints about the display numbered {D-2 | Display | Complaints 2024}, four fewer than in 2023 ({D-2 | Display | Complaints 2023}).',
    `The rate for the display was {D-2 | Display | ${rate}} per 1,000 units in 2024.`,
  ],
  [
    'Flow Rate',
    'Flow rate deviations were reported {D-2 | Flow rate deviation | Complaints 2024} times in 2024.',
    `With {D-2 | Flow rate deviation | ${rate}} per 1,000 units the rate of flow rate deviations was lower than in 2023, when it was {D-2 | Flow rate deviation | ${rateBefore}}.`,
  ],
  [
    'Housing',
    'Damage to the housing led to {D-2 | Housing damage | Complaints 2024} complaints in 2024 and to {D-2 | Housing damage | Complaints 2023} in 2023.',
    `Despite the higher number, the rate of housing damage declined to {D-2 | Housing damage | ${rate}} per 1,000 units.`,
  ],
  [
    'Software',
    'Software complaints fell to {D-2 | Software | Complaints 2024}, the lowest number of all categories.',
    `In 2023, software complaints had occurred at a rate of {D-2 | Software | ${rateBefore}} per 1,000 units.`,
    '[[rule compute text="Software accounted for {share} of all complaints in 2024." values=("share = percent({D-2 | Software | Complaints 2024}, {D-2 | Total | Complaints 2024})")]]',
  ],
  [
    'Serious Incidents',
    'Of the {D-3 | Total | Incidents} serious incidents in 2024, {D-3 | Total | No harm} caused no harm, {D-3 | Total | Injuries} resulted in injuries and {D-3 | Total | Deaths} in death.',
    'Delay of therapy was the most frequent type, with {D-3 | Delay of therapy | Incidents} incidents.',
    'No electric shock was reported ({D-3 | Electric shock | Incidents}).',
  ],
  [
    'Over-Infusion',
    'Over-infusion was reported in {D-3 | Over-infusion | Incidents} cases; {D-3 | Over-infusion | Injuries} patients were injured and {D-3 | Over-infusion | Deaths} died.',
    'In one case of over-infusion no harm occurred ({D-3 | Over-infusion | No harm}).',
  ],
  [
    'Under-Infusion',
    'Under-infusion occurred in {D-3 | Under-infusion | Incidents} cases, half of which led to an injury ({D-3 | Under-infusion | Injuries}).',
    'None of the under-infusions was fatal ({D-3 | Under-infusion | Deaths}).',
  ],
  [
    'Delay of Therapy',
    'Among the {D-3 | Delay of therapy | Incidents} delays of therapy, {D-3 | Delay of therapy | No harm} remained without harm.',
    'Two patients suffered an injury because of a delay of therapy ({D-3 | Delay of therapy | Injuries}).',
  ],
  [
    'Returned Devices',
    'The laboratory examined {D-4 | All devices | Devices} returned devices.',
    'In {D-4 | No fault found | Devices} devices ({D-4 | No fault found | Share}) no fault was found.',
  ],
  [
    'Component Failures',
    'The battery cell had failed in {D-4 | Component failure > Battery cell | Devices} devices, which is {D-4 | Component failure > Battery cell | Share} of those returned.',
    'Failures of the pressure sensor were found in {D-4 | Component failure > Pressure sensor | Devices} devices ({D-4 | Component failure > Pressure sensor | Share}).',
    '{D-4 | Component failure > Display module | Devices} devices had a defective display module.',
  ],
  [
    'Causes in Use',
    'A drop or impact was the cause in {D-4 | Use > Drop or impact | Devices} devices, or {D-4 | Use > Drop or impact | Share}.',
    'Unsuitable cleaning agents had damaged {D-4 | Use > Cleaning agent | Devices} devices.',
    '[[rule compute text="Together, {n} devices had been damaged in use." values=("n = {D-4 | Use > Drop or impact | Devices} + {D-4 | Use > Cleaning agent | Devices}")]]',
  ],
  [
    'Run Time of the New Battery',
    'The mean run time at 25 mL/h was {D-5 | Run time at 25 mL/h (hours) | Mean} hours (SD {D-5 | Run time at 25 mL/h (hours) | SD}).',
    'None of the {D-5 | Run time at 25 mL/h (hours) | Sample size} samples failed the run time test ({D-5 | Run time at 25 mL/h (hours) | Failures} failures).',
  ],
  [
    'Charging Time',
    'Charging took {D-5 | Charging time (hours) | Mean} hours on average, with a standard deviation of {D-5 | Charging time (hours) | SD} hours.',
    'All {D-5 | Charging time (hours) | Sample size} samples met the acceptance limit for charging time.',
  ],
  [
    'Surface Temperature',
    'The surface temperature averaged {D-5 | Surface temperature (°C) | Mean} °C.',
    'It was measured on {D-5 | Surface temperature (°C) | Sample size} batteries.',
  ],
  [
    'Capacity',
    'After 300 cycles, the mean capacity was still {D-5 | Capacity after 300 cycles (%) | Mean}%.',
    'One of the {D-5 | Capacity after 300 cycles (%) | Sample size} batteries failed the capacity test ({D-5 | Capacity after 300 cycles (%) | Failures}).',
    'The capacity after 300 cycles had a standard deviation of {D-5 | Capacity after 300 cycles (%) | SD}.',
  ],
  [
    'Corrective Actions',
    'The action on battery lot traceability (CAPA-24-03) was opened on {D-6 | CAPA-24-03 Battery lot traceability | Opened} and is {D-6 | CAPA-24-03 Battery lot traceability | Status}.',
    'CAPA-24-07, which concerns the occlusion pressure calibration, is due on {D-6 | CAPA-24-07 Occlusion pressure calibration | Due}.',
  ],
  [
    'Preventive Actions',
    'The revision of the cleaning instructions (CAPA-24-09) was due on {D-6 | CAPA-24-09 Cleaning instructions | Due}.',
    'The drop test of the pole clamp under CAPA-24-12 must be finished by {D-6 | CAPA-24-12 Drop test of the pole clamp | Due}.',
  ],
]

const prose: DomainReport['prose'] = [
  [
    'Device Description',
    'The infusion pump delivers fluids at rates from 0.1 to 1,200 mL/h.',
    'It is intended for use in hospitals by trained staff, and not for use at home.',
    'The pump weighs 2.1 kg and has an internal battery that lasts for 8 hours at 25 mL/h.',
  ],
  [
    'Literature Search',
    'The literature was searched on 14 January 2025 in two databases.',
    'Of 212 publications that were found, 17 were relevant to the pump or to similar devices.',
    'No publication described a hazard that the risk analysis does not cover.',
  ],
  [
    'Fatal Incident',
    'The patient who died had received an infusion at ten times the prescribed rate.',
    'The log of the pump shows that the rate was entered by hand and confirmed twice.',
    'A malfunction of the pump could be excluded, and the authority closed the case in October 2024.',
  ],
  [
    'Field Safety Corrective Actions',
    'One field safety corrective action was carried out in 2024.',
    'It concerned 1,840 pumps with batteries of lot 23-K, which were replaced free of charge.',
    'By 31 December 2024, 97% of the batteries had been replaced.',
  ],
  [
    'Benefit and Risk',
    'The benefits of the pump continue to outweigh its risks.',
    'The rate of serious incidents remained below the limit of 1 in 1,000 units that the risk management plan sets.',
    'No new risks were identified in the reporting period.',
  ],
  [
    'Planned Measures',
    'Software version 5.2 will ask for a second confirmation of rates above 500 mL/h.',
    'The instructions for use will list the cleaning agents that must not be used.',
    'The next report is due in March 2026.',
  ],
]

export const device: DomainReport = { name: 'device safety summary', tables, prose, sections }
