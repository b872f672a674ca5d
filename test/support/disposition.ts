/** Who went on and who stopped, and why, in three groups of a trial. */
export const disposition = [
  ['', 'Placebo (N=81)', 'Zelvarin 50 µg (N=79)', 'Zelvarin 100 µg (N=82)', 'Total (N=242)'],
  ['Randomised', '81', '79', '82', '242'],
  ['Treated', '81', '78', '82', '241'],
  ['Completed Week 12', '68 (84.0%)', '70 (88.6%)', '71 (86.6%)', '209 (86.4%)'],
  ['Discontinued', '13 (16.0%)', '9 (11.4%)', '11 (13.4%)', '33 (13.6%)'],
  ['  Adverse event', '3 (3.7%)', '2 (2.5%)', '6 (7.3%)', '11 (4.5%)'],
  ['  Lack of efficacy', '6 (7.4%)', '2 (2.5%)', '1 (1.2%)', '9 (3.7%)'],
]
