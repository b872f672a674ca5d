import { table, type DomainReport } from './domain-report.ts'

const tables = [
  ...table(
    'Table W-1 Chemical parameters at the waterworks outlet, 2024',
    [
      'Parameter | Unit | Limit | Samples | Minimum | Mean | Maximum | Samples above limit',
      'Nitrate | mg/L | 50 | 52 | 18.2 | 24.6 | 31.9 | 0',
      'Chloride | mg/L | 250 | 52 | 22 | 31 | 44 | 0',
      'Sulphate | mg/L | 250 | 24 | 61 | 78 | 95 | 0',
      'Lead | µg/L | 10 | 24 | 0.4 | 1.1 | 3.8 | 0',
      'Arsenic | µg/L | 10 | 24 | 0.9 | 1.6 | 2.7 | 0',
      'Manganese | µg/L | 50 | 52 | 6 | 19 | 58 | 2',
      'Fluoride | mg/L | 1.5 | 12 | 0.12 | 0.17 | 0.23 | 0',
    ],
    'Note: values below the limit of quantification count as half of it.',
  ),
  ...table('Table W-2 Microbiological results by zone, 2024', [
    'Zone | Samples | E. coli positive | Coliform positive | Enterococci positive | Compliance',
    'Harbour | 312 | 0 | 3 | 0 | 99.0%',
    'Old Town | 286 | 1 | 4 | 0 | 98.3%',
    'Hillside | 198 | 0 | 0 | 0 | 100.0%',
    'Riverside | 244 | 0 | 2 | 1 | 98.8%',
    'All zones | 1,040 | 1 | 9 | 1 | 98.9%',
  ]),
  ...table('Table W-3 Water production and losses (thousand cubic metres)', [
    'Quantity | 2024 | 2023 | 2022',
    'Water abstracted | 18,420 | 18,905 | 19,240',
    'Water supplied to the network | 17,860 | 18,310 | 18,640',
    'Water billed | 16,140 | 16,390 | 16,520',
    'Network losses | 1,720 | 1,920 | 2,120',
    'Loss rate | 9.6% | 10.5% | 11.4%',
  ]),
  ...table('Table W-4 Mains by material (km)', [
    'Material | Length | Mean age (years) | Bursts in 2024',
    'Cast iron | 214 | 61 | 48',
    'Ductile iron | 326 | 28 | 11',
    'Polyethylene | 402 | 14 | 7',
    'Asbestos cement | 58 | 52 | 15',
    'Total | 1,000 | 31 | 81',
  ]),
  ...table('Table W-5 Customer complaints', [
    'Reason | 2024 | 2023',
    'Discolouration | 74 | 112',
    'Taste and odour | 41 | 38',
    'Low pressure | 55 | 49',
    'Interruption | 23 | 31',
    'Total | 193 | 230',
  ]),
  ...table(
    'Table W-6 Turbidity before and after the new filter (NTU)',
    [
      'Statistic | Before (January to June) | After (July to December)',
      'Samples | 181 | 184',
      'Mean | 0.42 | 0.11',
      'Median | 0.38 | 0.10',
      '95th percentile | 0.86 | 0.19',
      'Maximum | 1.35 | 0.31',
    ],
    'Note: the filter went into operation on 1 July 2024.',
  ),
]

const above = 'Samples above limit'

const sections: DomainReport['sections'] = [
  [
    'Overview',
    'In 2024, {W-2 | All zones | Samples} microbiological samples were taken, of which {W-2 | All zones | Compliance} complied with the requirements.',
    'Two samples exceeded the limit for manganese ({W-1 | Manganese | Samples above limit}).',
    'The loss rate of the network fell to {W-3 | Loss rate | 2024}, from {W-3 | Loss rate | 2023} in 2023.',
    'Customers complained {W-5 | Total | 2024} times about their water, as against {W-5 | Total | 2023} times in 2023.',
  ],
  [
    'Nitrate',
    'The mean concentration of nitrate was {W-1 | Nitrate | Mean} mg/L, about half of the limit of {W-1 | Nitrate | Limit} mg/L.',
    'Nitrate ranged from {W-1 | Nitrate | Minimum} to {W-1 | Nitrate | Maximum} mg/L.',
    `None of the {W-1 | Nitrate | Samples} samples was above the limit for nitrate ({W-1 | Nitrate | ${above}}).`,
  ],
  [
    'Chloride',
    'Chloride averaged {W-1 | Chloride | Mean} mg/L and never exceeded {W-1 | Chloride | Maximum} mg/L.',
    'The limit for chloride is {W-1 | Chloride | Limit} mg/L.',
  ],
  [
    'Sulphate',
    'Sulphate was measured in {W-1 | Sulphate | Samples} samples, with concentrations between {W-1 | Sulphate | Minimum} and {W-1 | Sulphate | Maximum} mg/L.',
    'Its mean concentration was {W-1 | Sulphate | Mean} mg/L.',
  ],
  [
    'Lead',
    'The highest concentration of lead was {W-1 | Lead | Maximum} µg/L, well below the limit of {W-1 | Lead | Limit} µg/L.',
    'On average, {W-1 | Lead | Mean} µg/L of lead were found.',
    'Lead was analysed {W-1 | Lead | Samples} times.',
  ],
  [
    'Arsenic',
    'Arsenic concentrations lay between {W-1 | Arsenic | Minimum} and {W-1 | Arsenic | Maximum} µg/L (mean {W-1 | Arsenic | Mean} µg/L).',
    `No sample exceeded the arsenic limit ({W-1 | Arsenic | ${above}} of {W-1 | Arsenic | Samples}).`,
  ],
  [
    'Manganese',
    `Manganese was above its limit of {W-1 | Manganese | Limit} µg/L in {W-1 | Manganese | ${above}} of {W-1 | Manganese | Samples} samples.`,
    'The maximum was {W-1 | Manganese | Maximum} µg/L.',
    'The average concentration of manganese, {W-1 | Manganese | Mean} µg/L, remained far below the limit.',
  ],
  [
    'Fluoride',
    'Fluoride is present naturally, at {W-1 | Fluoride | Mean} mg/L on average.',
    'The {W-1 | Fluoride | Samples} samples contained at most {W-1 | Fluoride | Maximum} mg/L of fluoride.',
  ],
  [
    'Harbour Zone',
    'In the Harbour zone, {W-2 | Harbour | Samples} samples were examined, and {W-2 | Harbour | Coliform positive} of them were positive for coliforms.',
    'Compliance in the Harbour zone was {W-2 | Harbour | Compliance}.',
  ],
  [
    'Old Town Zone',
    'The only sample with E. coli came from the Old Town ({W-2 | Old Town | E. coli positive}).',
    'In addition, {W-2 | Old Town | Coliform positive} samples from the Old Town contained coliforms.',
    'At {W-2 | Old Town | Compliance}, the Old Town had the lowest compliance of all zones.',
  ],
  [
    'Hillside Zone',
    'All {W-2 | Hillside | Samples} samples from the Hillside zone complied ({W-2 | Hillside | Compliance}).',
    'Neither E. coli ({W-2 | Hillside | E. coli positive}) nor coliforms ({W-2 | Hillside | Coliform positive}) were detected there.',
  ],
  [
    'Riverside Zone',
    'Enterococci were detected once, in the Riverside zone ({W-2 | Riverside | Enterococci positive}).',
    'Of {W-2 | Riverside | Samples} samples from Riverside, {W-2 | Riverside | Coliform positive} were positive for coliforms.',
    'The Riverside zone reached a compliance of {W-2 | Riverside | Compliance}.',
  ],
  [
    'All Zones Together',
    'Across all zones, coliforms were found in {W-2 | All zones | Coliform positive} samples and E. coli in {W-2 | All zones | E. coli positive}.',
    '[[rule compute text="Coliforms were thus present in {share} of the samples." values=("share = percent({W-2 | All zones | Coliform positive}, {W-2 | All zones | Samples})")]]',
  ],
  [
    'Abstraction',
    'The waterworks abstracted {W-3 | Water abstracted | 2024} thousand cubic metres in 2024, less than in 2023 ({W-3 | Water abstracted | 2023}) and in 2022 ({W-3 | Water abstracted | 2022}).',
    '[[rule compute text="Abstraction was {less} thousand cubic metres lower than in the previous year." values=("less = {W-3 | Water abstracted | 2023} - {W-3 | Water abstracted | 2024}")]]',
  ],
  [
    'Supply',
    'Some {W-3 | Water supplied to the network | 2024} thousand cubic metres were supplied to the network in 2024.',
    'Of the water supplied, {W-3 | Water billed | 2024} thousand cubic metres were billed.',
    'In 2022 the water billed had still been {W-3 | Water billed | 2022} thousand cubic metres.',
  ],
  [
    'Network Losses',
    'Network losses declined from {W-3 | Network losses | 2023} thousand cubic metres in 2023 to {W-3 | Network losses | 2024} thousand cubic metres in 2024.',
    'Since 2022 the loss rate has been reduced from {W-3 | Loss rate | 2022} to {W-3 | Loss rate | 2024}.',
    '[[rule compute text="Network losses decreased by {p} in 2024." values=("p = percent({W-3 | Network losses | 2023} - {W-3 | Network losses | 2024}, {W-3 | Network losses | 2023})")]]',
  ],
  [
    'Length of the Mains',
    'The network consists of {W-4 | Total | Length} km of mains, {W-4 | Polyethylene | Length} km of which are made of polyethylene.',
    'Asbestos cement makes up {W-4 | Asbestos cement | Length} km.',
  ],
  [
    'Age of the Mains',
    'Cast iron mains are the oldest, with a mean age of {W-4 | Cast iron | Mean age (years)} years.',
    'The mains of polyethylene are {W-4 | Polyethylene | Mean age (years)} years old on average.',
  ],
  [
    'Bursts',
    'In 2024 there were {W-4 | Total | Bursts in 2024} bursts, more than half of them in cast iron mains ({W-4 | Cast iron | Bursts in 2024}).',
    'Mains of asbestos cement burst {W-4 | Asbestos cement | Bursts in 2024} times.',
    '{W-4 | Ductile iron | Bursts in 2024} bursts occurred in ductile iron and {W-4 | Polyethylene | Bursts in 2024} in polyethylene.',
  ],
  [
    'Discolouration',
    'Complaints about discolouration dropped sharply, from {W-5 | Discolouration | 2023} to {W-5 | Discolouration | 2024}.',
    'Discolouration nevertheless remained the most frequent reason for complaints ({W-5 | Discolouration | 2024} in 2024).',
  ],
  [
    'Taste and Pressure',
    'There were {W-5 | Taste and odour | 2024} complaints about taste and odour, three more than in 2023 ({W-5 | Taste and odour | 2023}).',
    'Low pressure was reported by {W-5 | Low pressure | 2024} customers in 2024 and by {W-5 | Low pressure | 2023} in 2023.',
  ],
  [
    'Interruptions',
    'Interruptions led to {W-5 | Interruption | 2024} complaints, after {W-5 | Interruption | 2023} in the year before.',
    '[[rule compute text="This is a decrease of {d} complaints about interruptions." values=("d = {W-5 | Interruption | 2023} - {W-5 | Interruption | 2024}")]]',
  ],
  [
    'Turbidity',
    'Mean turbidity fell from {W-6 | Mean | Before (January to June)} NTU before the new filter to {W-6 | Mean | After (July to December)} NTU after it.',
    'The median was {W-6 | Median | After (July to December)} NTU from July to December.',
    'Before the filter was installed, the maximum had been {W-6 | Maximum | Before (January to June)} NTU.',
  ],
  [
    'Turbidity Peaks',
    'The 95th percentile of turbidity improved from {W-6 | 95th percentile | Before (January to June)} NTU to {W-6 | 95th percentile | After (July to December)} NTU.',
    'From July to December, {W-6 | Samples | After (July to December)} samples were taken, and none exceeded {W-6 | Maximum | After (July to December)} NTU.',
  ],
]

const prose: DomainReport['prose'] = [
  [
    'Sources of the Water',
    'The town is supplied from nine wells in the valley and from one spring.',
    'The wells are between 35 and 80 metres deep.',
    'Surface water is not used for drinking water.',
  ],
  [
    'Treatment',
    'The raw water is aerated and filtered to remove iron and manganese.',
    'Since July 2024 a second filter has been in operation at the main waterworks.',
    'The water is disinfected with ultraviolet light; chlorine is added only after bursts.',
  ],
  [
    'Sampling',
    'Samples were taken by the accredited laboratory of the district on 104 days.',
    'Each zone was sampled at least once a week.',
    'Three planned samples could not be taken because of flooding in February.',
  ],
  [
    'Exceedance of Manganese',
    'Both exceedances of manganese occurred in March, when one filter was being repaired.',
    'The health authority was informed on the same day and did not restrict the use of the water.',
    'Repeat samples one week later were below the limit.',
  ],
  [
    'Finding of Escherichia Coli',
    'The positive sample from the Old Town was taken from a tap that had not been used for several weeks.',
    'Two repeat samples were negative.',
    'Customers did not have to boil their water.',
  ],
  [
    'Investments',
    'The council approved EUR 3.4 million for the replacement of 12 km of cast iron mains.',
    'Work will begin in April 2025 and should be completed by the end of 2026.',
    'Mains of asbestos cement are to be replaced by 2032.',
  ],
]

export const water: DomainReport = { name: 'water quality report', tables, prose, sections }
