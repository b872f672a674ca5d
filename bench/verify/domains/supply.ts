import { table, type DomainReport } from './domain-report.ts'

const tables = [
  ...table('Table S-1 Deliveries by plant, 2024', [
    'Plant | Orders | Delivered on time | Late | On-time rate | Target',
    'Linz | 1,284 | 1,246 | 38 | 97.0% | 96%',
    'Gdansk | 962 | 901 | 61 | 93.7% | 96%',
    'Porto | 735 | 712 | 23 | 96.9% | 96%',
    'Izmir | 418 | 379 | 39 | 90.7% | 94%',
    'All plants | 3,399 | 3,238 | 161 | 95.3% | 96%',
  ]),
  ...table(
    'Table S-2 Quality of delivered parts (defects per million)',
    [
      'Part family | 2024 | 2023 | Agreed limit',
      'Bearings | 210 | 265 | 250',
      'Seals | 430 | 395 | 400',
      'Housings | 155 | 180 | 300',
      'Fasteners | 48 | 52 | 100',
    ],
    'Note: defects found at goods receipt and in assembly.',
  ),
  ...table('Table S-3 Contract prices (EUR per piece)', [
    'Part family | Price 2024 | Price 2025 | Minimum order quantity',
    'Bearings | 12.40 | 12.65 | 500',
    'Seals | 1.85 | 1.80 | 5,000',
    'Housings | 46.20 | 47.90 | 100',
    'Fasteners | 0.14 | 0.14 | 20,000',
  ]),
  ...table('Table S-4 Purchase volume and service credits (EUR thousand)', [
    'Quarter | Purchase volume | Service credits | Invoices disputed',
    'Q1 2024 | 4,310 | 22 | 5',
    'Q2 2024 | 4,655 | 18 | 3',
    'Q3 2024 | 4,120 | 41 | 9',
    'Q4 2024 | 4,890 | 15 | 2',
    'Total | 17,975 | 96 | 19',
  ]),
  ...table('Table S-5 Causes of late deliveries', [
    'Cause | Late deliveries | Share',
    'Attributable to the supplier',
    'Production capacity | 58 | 36.0%',
    'Quality hold | 27 | 16.8%',
    'Incorrect documents | 14 | 8.7%',
    'Not attributable to the supplier',
    'Customs | 31 | 19.3%',
    'Carrier | 22 | 13.7%',
    'Order changed by the customer | 9 | 5.6%',
    'All causes | 161 | 100.0%',
  ]),
  ...table('Table S-6 Lead times (calendar days)', [
    'Part family | Agreed | Mean 2024 | Longest 2024',
    'Bearings | 28 | 26.4 | 45',
    'Seals | 21 | 22.8 | 60',
    'Housings | 42 | 40.1 | 57',
    'Fasteners | 14 | 9.7 | 19',
  ]),
]

const sections: DomainReport['sections'] = [
  [
    'Executive Summary',
    'In 2024 the supplier handled {S-1 | All plants | Orders} orders and delivered {S-1 | All plants | Delivered on time} of them on time.',
    'The on-time rate of {S-1 | All plants | On-time rate} missed the target of {S-1 | All plants | Target}.',
    'The purchase volume reached EUR {S-4 | Total | Purchase volume} thousand.',
    'Service credits of EUR {S-4 | Total | Service credits} thousand were granted.',
  ],
  [
    'Linz',
    'The plant in Linz achieved the best on-time rate ({S-1 | Linz | On-time rate}).',
    'Of its {S-1 | Linz | Orders} orders, {S-1 | Linz | Late} were late.',
  ],
  [
    'Gdansk',
    'Gdansk delivered {S-1 | Gdansk | Late} of {S-1 | Gdansk | Orders} orders late and fell short of its target of {S-1 | Gdansk | Target}.',
    'Its on-time rate was {S-1 | Gdansk | On-time rate}.',
  ],
  [
    'Porto',
    'Porto exceeded its target of {S-1 | Porto | Target} with an on-time rate of {S-1 | Porto | On-time rate}.',
    'A total of {S-1 | Porto | Delivered on time} orders were delivered on time from Porto.',
  ],
  [
    'Izmir',
    'For Izmir a lower target of {S-1 | Izmir | Target} had been agreed, but the on-time rate was only {S-1 | Izmir | On-time rate}.',
    'There, {S-1 | Izmir | Late} of {S-1 | Izmir | Orders} orders arrived late.',
    '[[rule compute text="Izmir thus missed its target by {gap} percentage points." values=("gap = {S-1 | Izmir | Target} - {S-1 | Izmir | On-time rate}")]]',
  ],
  [
    'Delays in Total',
    'All in all, {S-1 | All plants | Late} orders were late.',
    '[[rule compute text="Gdansk alone was responsible for {share} of the late orders." values=("share = percent({S-1 | Gdansk | Late}, {S-1 | All plants | Late})")]]',
  ],
  [
    'Bearings',
    'The defect rate of bearings fell from {S-2 | Bearings | 2023} to {S-2 | Bearings | 2024} defects per million and is now below the agreed limit of {S-2 | Bearings | Agreed limit}.',
    'Bearings will cost EUR {S-3 | Bearings | Price 2025} in 2025, compared with EUR {S-3 | Bearings | Price 2024} in 2024.',
  ],
  [
    'Seals',
    'With {S-2 | Seals | 2024} defects per million, seals exceeded the agreed limit of {S-2 | Seals | Agreed limit}.',
    'In 2023 the defect rate of seals was {S-2 | Seals | 2023} per million.',
    'The price of seals goes down to EUR {S-3 | Seals | Price 2025} in 2025.',
  ],
  [
    'Housings',
    'Housings had {S-2 | Housings | 2024} defects per million in 2024, about half of the agreed limit ({S-2 | Housings | Agreed limit}).',
    'The price of housings rises from EUR {S-3 | Housings | Price 2024} to EUR {S-3 | Housings | Price 2025}.',
  ],
  [
    'Fasteners',
    'Fasteners remained the part family with the fewest defects ({S-2 | Fasteners | 2024} per million).',
    'Their price stays at EUR {S-3 | Fasteners | Price 2025} per piece.',
    'The defect rate of fasteners was {S-2 | Fasteners | 2023} per million in 2023.',
  ],
  [
    'Minimum Orders',
    'At least {S-3 | Housings | Minimum order quantity} housings or {S-3 | Bearings | Minimum order quantity} bearings have to be ordered at a time.',
    'The minimum order quantity for seals is {S-3 | Seals | Minimum order quantity} pieces.',
    'Fasteners are sold in quantities of {S-3 | Fasteners | Minimum order quantity} or more.',
  ],
  [
    'Price Changes',
    '[[rule compute text="The price of housings will increase by {p} in 2025." values=("p = percent({S-3 | Housings | Price 2025} - {S-3 | Housings | Price 2024}, {S-3 | Housings | Price 2024})")]]',
    '[[rule compute text="Seals become cheaper by EUR {d} per piece." values=("d = {S-3 | Seals | Price 2024} - {S-3 | Seals | Price 2025}")]]',
  ],
  [
    'First Quarter',
    'In the first quarter of 2024, goods worth EUR {S-4 | Q1 2024 | Purchase volume} thousand were purchased.',
    'Five invoices were disputed in Q1 2024 ({S-4 | Q1 2024 | Invoices disputed}).',
  ],
  [
    'Second Quarter',
    'The purchase volume rose to EUR {S-4 | Q2 2024 | Purchase volume} thousand in Q2 2024.',
    'Service credits for Q2 2024 were EUR {S-4 | Q2 2024 | Service credits} thousand.',
  ],
  [
    'Third Quarter',
    'Q3 2024 was the weakest quarter, with a purchase volume of EUR {S-4 | Q3 2024 | Purchase volume} thousand.',
    'The service credits peaked at EUR {S-4 | Q3 2024 | Service credits} thousand in Q3 2024.',
    'In the same quarter, {S-4 | Q3 2024 | Invoices disputed} invoices were disputed.',
  ],
  [
    'Fourth Quarter',
    'In Q4 2024 the purchase volume recovered to EUR {S-4 | Q4 2024 | Purchase volume} thousand, after EUR {S-4 | Q3 2024 | Purchase volume} thousand in Q3.',
    'Only {S-4 | Q4 2024 | Invoices disputed} invoices were disputed in Q4 2024.',
  ],
  [
    'Service Credits',
    'Over the year, service credits totalled EUR {S-4 | Total | Service credits} thousand.',
    '[[rule compute text="This corresponds to {share} of the purchase volume." values=("share = percent({S-4 | Total | Service credits}, {S-4 | Total | Purchase volume})")]]',
    'The customer disputed {S-4 | Total | Invoices disputed} invoices in 2024.',
  ],
  [
    'Causes on the Side of the Supplier',
    'Lack of production capacity caused {S-5 | Attributable to the supplier > Production capacity | Late deliveries} late deliveries ({S-5 | Attributable to the supplier > Production capacity | Share}).',
    'Quality holds were the cause in {S-5 | Attributable to the supplier > Quality hold | Late deliveries} cases.',
    'Incorrect documents delayed {S-5 | Attributable to the supplier > Incorrect documents | Late deliveries} deliveries.',
    '[[rule compute text="The supplier is therefore responsible for {n} late deliveries." values=("n = sum({S-5 | Attributable to the supplier > Production capacity | Late deliveries}, {S-5 | Attributable to the supplier > Quality hold | Late deliveries}, {S-5 | Attributable to the supplier > Incorrect documents | Late deliveries})")]]',
  ],
  [
    'Other Causes',
    'Customs delayed {S-5 | Not attributable to the supplier > Customs | Late deliveries} deliveries, or {S-5 | Not attributable to the supplier > Customs | Share} of those that were late.',
    'The carrier was the cause of {S-5 | Not attributable to the supplier > Carrier | Late deliveries} late deliveries.',
    'In {S-5 | Not attributable to the supplier > Order changed by the customer | Late deliveries} cases the customer had changed the order.',
  ],
  [
    'Lead Time of Bearings',
    'Bearings were delivered within {S-6 | Bearings | Mean 2024} days on average, faster than the agreed {S-6 | Bearings | Agreed} days.',
    'The longest lead time for bearings was {S-6 | Bearings | Longest 2024} days.',
  ],
  [
    'Lead Time of Seals',
    'The mean lead time of seals was {S-6 | Seals | Mean 2024} days and so exceeded the agreed lead time of {S-6 | Seals | Agreed} days.',
    'One delivery of seals took as long as {S-6 | Seals | Longest 2024} days.',
  ],
  [
    'Lead Time of Housings',
    'Housings took {S-6 | Housings | Mean 2024} days on average; {S-6 | Housings | Agreed} days had been agreed.',
    'No delivery of housings took longer than {S-6 | Housings | Longest 2024} days.',
  ],
  [
    'Lead Time of Fasteners',
    'Fasteners arrived after {S-6 | Fasteners | Mean 2024} days on average.',
    'At the longest, it took {S-6 | Fasteners | Longest 2024} days until fasteners arrived, instead of the {S-6 | Fasteners | Agreed} days agreed.',
  ],
]

const prose: DomainReport['prose'] = [
  [
    'The Contract',
    'The framework contract was signed on 12 December 2022 and runs until 31 December 2026.',
    'It can be terminated with six months’ notice.',
    'Prices are adjusted once a year by the index of producer prices.',
  ],
  [
    'Governance',
    'The steering committee met four times in 2024.',
    'The operational meeting takes place every two weeks.',
    'The supplier did not attend the meeting in August.',
  ],
  [
    'Capacity in Gdansk',
    'The second production line in Gdansk was out of service from 3 June to 19 July 2024.',
    'The supplier has since moved the production of two seals to Porto.',
    'A third shift will start in Gdansk in March 2025.',
  ],
  [
    'Claims',
    'The customer raised 24 claims, of which 21 were accepted by the supplier.',
    'The largest claim concerned 8,000 seals with a wrong hardness.',
    'Two claims have not been settled yet.',
  ],
  [
    'Sustainability',
    'All plants but Izmir are certified according to ISO 14001.',
    'The plant in Izmir must be certified by 30 June 2025.',
    'The share of reusable packaging increased from 46% to 58%.',
  ],
  [
    'Recommendations',
    'The contract should be continued.',
    'A minimum stock of seals should be agreed for the summer of 2025.',
    'The target of Izmir may be raised to 96% after its certification.',
  ],
]

export const supply: DomainReport = {
  name: 'supply contract performance report',
  tables,
  prose,
  sections,
}
