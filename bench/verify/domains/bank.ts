import { table, type DomainReport } from './domain-report.ts'

const tables = [
  ...table(
    'Table B-1 Income statement (EUR million)',
    [
      'Item | Q3 2025 | Q2 2025 | Q3 2024',
      'Net interest income | 412.6 | 405.1 | 389.4',
      'Net fee and commission income | 148.3 | 151.9 | 139.7',
      'Operating expenses | 291.4 | 288.0 | 279.6',
      'Impairment charges | 38.2 | 31.5 | 27.9',
      'Profit before tax | 231.3 | 237.5 | 221.6',
      'Income tax | 55.5 | 57.0 | 53.2',
      'Net profit | 175.8 | 180.5 | 168.4',
      'Cost-income ratio | 52.0% | 51.7% | 52.8%',
      'Return on equity | 11.2% | 11.6% | 11.1%',
    ],
    'Note: quarters are calendar quarters; figures are unaudited.',
  ),
  ...table('Table B-2 Loans to customers by segment', [
    'Segment | Gross loans 30 Sep 2025 (EUR million) | Gross loans 30 Jun 2025 (EUR million) | Stage 3 ratio | Coverage ratio',
    'Households',
    'Mortgages | 18,420 | 18,155 | 0.9% | 31%',
    'Consumer credit | 2,310 | 2,274 | 3.8% | 62%',
    'Companies',
    'Small and medium-sized enterprises | 6,745 | 6,802 | 2.9% | 48%',
    'Large corporates | 9,180 | 9,015 | 1.4% | 44%',
    'Commercial real estate | 3,925 | 4,010 | 4.6% | 36%',
    'Total | 40,580 | 40,256 | 1.8% | 43%',
  ]),
  ...table(
    'Table B-3 Capital and liquidity',
    [
      'Measure | 30 Sep 2025 | 30 Jun 2025 | 30 Sep 2024 | Requirement',
      'Common equity tier 1 (CET1) ratio | 15.4% | 15.1% | 14.8% | 10.2%',
      'Tier 1 ratio | 16.9% | 16.6% | 16.3% | 12.1%',
      'Total capital ratio | 19.2% | 18.9% | 18.7% | 14.5%',
      'Leverage ratio | 5.6% | 5.5% | 5.4% | 3.0%',
      'Liquidity coverage ratio | 158% | 151% | 147% | 100%',
      'Net stable funding ratio | 127% | 126% | 124% | 100%',
    ],
    'Note: requirements include the combined buffer.',
  ),
  ...table('Table B-4 Customer deposits (EUR million)', [
    'Customer group | 30 Sep 2025 | 30 Jun 2025 | Change',
    'Retail | 21,640 | 21,310 | 330',
    'Small and medium-sized enterprises | 5,120 | 5,260 | -140',
    'Large corporates | 6,980 | 6,845 | 135',
    'Public sector | 1,875 | 1,910 | -35',
    'Total | 35,615 | 35,325 | 290',
  ]),
  ...table('Table B-5 Operational incidents, third quarter of 2025', [
    'Category | Incidents | Loss (EUR thousand) | Open at quarter end',
    'External fraud | 214 | 1,860 | 12',
    'Execution and process errors | 97 | 640 | 9',
    'IT and system failures | 31 | 275 | 3',
    'Legal and conduct | 6 | 1,120 | 4',
    'Total | 348 | 3,895 | 28',
  ]),
  ...table('Table B-6 Branch network at 30 September 2025', [
    'Region | Branches | Employees | Customers (thousand)',
    'North | 42 | 1,130 | 412',
    'South | 57 | 1,615 | 588',
    'East | 28 | 690 | 236',
    'West | 35 | 905 | 341',
    'Total | 162 | 4,340 | 1,577',
  ]),
]

const stage = 'Stage 3 ratio'
const gross = 'Gross loans 30 Sep 2025 (EUR million)'
const before = 'Gross loans 30 Jun 2025 (EUR million)'

const sections: DomainReport['sections'] = [
  [
    'Highlights',
    'Net profit for the third quarter of 2025 came to EUR {B-1 | Net profit | Q3 2025} million, compared with EUR {B-1 | Net profit | Q3 2024} million a year earlier.',
    'Profit before tax reached EUR {B-1 | Profit before tax | Q3 2025} million.',
    'The return on equity stood at {B-1 | Return on equity | Q3 2025}.',
    'The CET1 ratio strengthened to {B-3 | Common equity tier 1 (CET1) ratio | 30 Sep 2025} at the end of September.',
  ],
  [
    'Net Interest Income',
    'Net interest income increased from EUR {B-1 | Net interest income | Q2 2025} million in the second quarter to EUR {B-1 | Net interest income | Q3 2025} million in the third.',
    'In the third quarter of 2024, net interest income had been EUR {B-1 | Net interest income | Q3 2024} million.',
  ],
  [
    'Fees and Commissions',
    'Net fee and commission income was EUR {B-1 | Net fee and commission income | Q3 2025} million in Q3 2025, down from EUR {B-1 | Net fee and commission income | Q2 2025} million in the previous quarter.',
    'It nevertheless exceeded the EUR {B-1 | Net fee and commission income | Q3 2024} million of Q3 2024.',
    '[[rule compute text="Quarter on quarter, net fee and commission income fell by EUR {d} million." values=("d = {B-1 | Net fee and commission income | Q2 2025} - {B-1 | Net fee and commission income | Q3 2025}")]]',
  ],
  [
    'Costs',
    'Operating expenses amounted to EUR {B-1 | Operating expenses | Q3 2025} million in the third quarter of 2025 (Q2 2025: EUR {B-1 | Operating expenses | Q2 2025} million).',
    'The cost-income ratio edged up to {B-1 | Cost-income ratio | Q3 2025} from {B-1 | Cost-income ratio | Q2 2025}.',
    'A year ago, the cost-income ratio was {B-1 | Cost-income ratio | Q3 2024}.',
    '[[rule compute text="Compared with the third quarter of 2024, operating expenses rose by {p}." values=("p = percent({B-1 | Operating expenses | Q3 2025} - {B-1 | Operating expenses | Q3 2024}, {B-1 | Operating expenses | Q3 2024})")]]',
  ],
  [
    'Impairment Charges',
    'Impairment charges rose to EUR {B-1 | Impairment charges | Q3 2025} million in Q3 2025 from EUR {B-1 | Impairment charges | Q2 2025} million in Q2 2025.',
    'They were EUR {B-1 | Impairment charges | Q3 2024} million in the same quarter of the previous year.',
  ],
  [
    'Taxation',
    'Income tax of EUR {B-1 | Income tax | Q3 2025} million was charged for the quarter.',
    'The tax charge was thus lower than the EUR {B-1 | Income tax | Q2 2025} million booked in the second quarter.',
    '[[rule compute text="The effective tax rate was {rate}." values=("rate = percent({B-1 | Income tax | Q3 2025}, {B-1 | Profit before tax | Q3 2025})")]]',
  ],
  [
    'Loan Book',
    `Gross loans to customers totalled EUR {B-2 | Total | ${gross}} million at 30 September 2025, against EUR {B-2 | Total | ${before}} million at the end of June.`,
    '[[rule compute text="The loan book grew by EUR {d} million over the quarter." values=("d = {B-2 | Total | Gross loans 30 Sep 2025 (EUR million)} - {B-2 | Total | Gross loans 30 Jun 2025 (EUR million)}")]]',
    `Across the whole book, the coverage ratio was {B-2 | Total | Coverage ratio}.`,
  ],
  [
    'Households',
    `Mortgages, the largest segment, grew to EUR {B-2 | Mortgages | ${gross}} million.`,
    `Consumer credit amounted to EUR {B-2 | Consumer credit | ${gross}} million, after EUR {B-2 | Consumer credit | ${before}} million three months before.`,
    `Only {B-2 | Mortgages | ${stage}} of mortgages were in Stage 3.`,
    `The Stage 3 ratio of consumer credit was considerably higher, at {B-2 | Consumer credit | ${stage}}.`,
    'Consumer credit had a coverage ratio of {B-2 | Consumer credit | Coverage ratio}, the highest of all segments.',
  ],
  [
    'Companies',
    `Lending to small and medium-sized enterprises declined from EUR {B-2 | Small and medium-sized enterprises | ${before}} million to EUR {B-2 | Small and medium-sized enterprises | ${gross}} million.`,
    `Loans to large corporates rose to EUR {B-2 | Large corporates | ${gross}} million.`,
    `At {B-2 | Large corporates | ${stage}}, the Stage 3 ratio of large corporates remained low.`,
    `For small and medium-sized enterprises, {B-2 | Small and medium-sized enterprises | ${stage}} of loans were classified as Stage 3, with a coverage ratio of {B-2 | Small and medium-sized enterprises | Coverage ratio}.`,
  ],
  [
    'Commercial Real Estate',
    '[[rule compute text="The exposure to commercial real estate was reduced by EUR {d} million in the quarter." values=("d = {B-2 | Commercial real estate | Gross loans 30 Jun 2025 (EUR million)} - {B-2 | Commercial real estate | Gross loans 30 Sep 2025 (EUR million)}")]]',
    `It stood at EUR {B-2 | Commercial real estate | ${gross}} million at the end of September.`,
    `Commercial real estate has the highest Stage 3 ratio of all segments ({B-2 | Commercial real estate | ${stage}}).`,
    'Its coverage ratio is {B-2 | Commercial real estate | Coverage ratio}, which is below the average of the book ({B-2 | Total | Coverage ratio}).',
  ],
  [
    'Asset Quality',
    `The Stage 3 ratio of the total portfolio was {B-2 | Total | ${stage}}.`,
    `Stage 3 ratios ranged from {B-2 | Mortgages | ${stage}} for mortgages to {B-2 | Commercial real estate | ${stage}} for commercial real estate.`,
  ],
  [
    'Capital',
    'The CET1 ratio was {B-3 | Common equity tier 1 (CET1) ratio | 30 Sep 2025} on 30 September 2025, well above the requirement of {B-3 | Common equity tier 1 (CET1) ratio | Requirement}.',
    'The total capital ratio improved to {B-3 | Total capital ratio | 30 Sep 2025} (30 June 2025: {B-3 | Total capital ratio | 30 Jun 2025}).',
    'The Tier 1 ratio was {B-3 | Tier 1 ratio | 30 Sep 2025} against a requirement of {B-3 | Tier 1 ratio | Requirement}.',
    'One year earlier, the CET1 ratio had stood at {B-3 | Common equity tier 1 (CET1) ratio | 30 Sep 2024}.',
  ],
  [
    'Leverage',
    'The leverage ratio of {B-3 | Leverage ratio | 30 Sep 2025} compares with a minimum requirement of {B-3 | Leverage ratio | Requirement}.',
    'At the end of June the leverage ratio was {B-3 | Leverage ratio | 30 Jun 2025}.',
  ],
  [
    'Liquidity',
    'The liquidity coverage ratio rose from {B-3 | Liquidity coverage ratio | 30 Jun 2025} to {B-3 | Liquidity coverage ratio | 30 Sep 2025} over the quarter.',
    'Both liquidity ratios exceeded their requirement of {B-3 | Liquidity coverage ratio | Requirement}.',
  ],
  [
    'Stable Funding',
    'The net stable funding ratio was {B-3 | Net stable funding ratio | 30 Sep 2025}, one percentage point more than in June ({B-3 | Net stable funding ratio | 30 Jun 2025}).',
    'It had been {B-3 | Net stable funding ratio | 30 Sep 2024} at the end of September 2024.',
  ],
  [
    'Deposits',
    'Customer deposits stood at EUR {B-4 | Total | 30 Sep 2025} million at quarter end, an increase of EUR {B-4 | Total | Change} million since 30 June 2025.',
    'Retail customers contributed EUR {B-4 | Retail | Change} million to this growth.',
    'With EUR {B-4 | Retail | 30 Sep 2025} million, retail customers hold the majority of deposits.',
    '[[rule compute text="Retail deposits make up {share} of the total." values=("share = percent({B-4 | Retail | 30 Sep 2025}, {B-4 | Total | 30 Sep 2025})")]]',
  ],
  [
    'Corporate Deposits',
    'Deposits of large corporates increased to EUR {B-4 | Large corporates | 30 Sep 2025} million from EUR {B-4 | Large corporates | 30 Jun 2025} million.',
    'Small and medium-sized enterprises reduced their deposits to EUR {B-4 | Small and medium-sized enterprises | 30 Sep 2025} million (30 June 2025: EUR {B-4 | Small and medium-sized enterprises | 30 Jun 2025} million).',
  ],
  [
    'Public Sector Deposits',
    'Public sector deposits slipped from EUR {B-4 | Public sector | 30 Jun 2025} million to EUR {B-4 | Public sector | 30 Sep 2025} million.',
    'The public sector accounts for the smallest part of deposits, EUR {B-4 | Public sector | 30 Sep 2025} million.',
  ],
  [
    'Operational Incidents',
    'A total of {B-5 | Total | Incidents} operational incidents were recorded in the quarter, with losses of EUR {B-5 | Total | Loss (EUR thousand)} thousand.',
    'At the end of the quarter, {B-5 | Total | Open at quarter end} incidents were still open.',
    'External fraud was the most frequent category ({B-5 | External fraud | Incidents} incidents).',
  ],
  [
    'Fraud',
    'External fraud caused losses of EUR {B-5 | External fraud | Loss (EUR thousand)} thousand.',
    'Twelve cases of external fraud had not been closed by the end of the quarter ({B-5 | External fraud | Open at quarter end}).',
    '[[rule compute text="External fraud thus accounted for {share} of all incidents." values=("share = percent({B-5 | External fraud | Incidents}, {B-5 | Total | Incidents})")]]',
  ],
  [
    'Process Errors and System Failures',
    'There were {B-5 | Execution and process errors | Incidents} execution and process errors and {B-5 | IT and system failures | Incidents} IT and system failures.',
    'IT and system failures cost the bank EUR {B-5 | IT and system failures | Loss (EUR thousand)} thousand.',
    'Losses from execution and process errors were EUR {B-5 | Execution and process errors | Loss (EUR thousand)} thousand.',
  ],
  [
    'Legal and Conduct',
    'Although there were just {B-5 | Legal and conduct | Incidents} legal and conduct incidents, they led to losses of EUR {B-5 | Legal and conduct | Loss (EUR thousand)} thousand.',
    'Of the {B-5 | Legal and conduct | Incidents} legal and conduct incidents, {B-5 | Legal and conduct | Open at quarter end} remained open.',
  ],
  [
    'Branches',
    'The bank operated {B-6 | Total | Branches} branches at the end of September 2025, {B-6 | South | Branches} of them in the South.',
    'The East has the fewest branches ({B-6 | East | Branches}).',
    'There are {B-6 | North | Branches} branches in the North and {B-6 | West | Branches} in the West.',
  ],
  [
    'Employees',
    'The bank employed {B-6 | Total | Employees} people.',
    'More than a third of them, {B-6 | South | Employees}, worked in the South.',
    '{B-6 | West | Employees} employees were based in the West and {B-6 | East | Employees} in the East.',
  ],
  [
    'Customers',
    'The bank served {B-6 | Total | Customers (thousand)} thousand customers, of whom {B-6 | North | Customers (thousand)} thousand live in the North.',
    'The South is the region with most customers ({B-6 | South | Customers (thousand)} thousand).',
  ],
]

const prose: DomainReport['prose'] = [
  [
    'Economic Environment',
    'The economy of the home market grew moderately in the third quarter, supported by private consumption.',
    'The central bank lowered its deposit rate by 25 basis points in September.',
    'House prices rose for the fourth quarter in a row, while the volume of new mortgages remained below that of the years before 2022.',
  ],
  [
    'Drivers of Income',
    'Net interest income benefited from the repricing of fixed-rate mortgages.',
    'Fee income suffered from lower securities turnover in July and August.',
    'No one-off gains were included in the result.',
  ],
  [
    'Cost Programme',
    'The cost programme that was launched in January 2024 is on schedule.',
    'By the end of September, 310 of the planned 420 positions had been reduced, all of them without forced redundancies.',
    'The programme is expected to save EUR 36 million a year from 2027.',
  ],
  [
    'Credit Risk Management',
    'The increase in impairment charges is mainly due to two exposures in commercial real estate.',
    'Management overlays were kept at EUR 44 million.',
    'The bank does not finance speculative office developments.',
  ],
  [
    'Regulatory Matters',
    'The supervisor completed its review of the internal models for mortgages in August 2025.',
    'Two of its five findings were rated as severe and must be remedied by 31 March 2026.',
    'The countercyclical buffer will rise to 1.0% in the first quarter of 2026.',
  ],
  [
    'Outlook',
    'For the full year 2025 the bank expects a net profit of between EUR 690 million and EUR 710 million.',
    'The dividend policy remains unchanged, with a pay-out ratio of 50% of net profit.',
    'Impairment charges should not exceed 40 basis points of gross loans.',
  ],
]

export const bank: DomainReport = { name: 'bank quarterly review', tables, prose, sections }
