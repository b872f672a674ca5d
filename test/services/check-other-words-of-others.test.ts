import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyClaimResponse } from '../../shared/contract/checks.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const lease = `# Lease of Unit 7, Quarry Park

# 4 Rent

4.1 The Tenant shall pay undisputed service charges within 28 days of receipt of the invoice.

4.2 The Landlord may renew the Lease for a further term of five years, provided the Tenant agrees in writing.

# 5 Use

5.1 The Landlord may inspect the Unit where the Tenant has failed to carry out repairs.

5.2 The insurer shall compensate the Landlord for serious damage.

5.3 Payments above £10,000 shall be approved by the Landlord.

5.4 The liability of the Landlord is limited to £250,000 for each event.

5.5 The Landlord shall repair a broken lift within 6 hours of the report.

Annex A

The service charge is limited to £9,000 a year.
`

const variation = `# Deed of variation of the lease of Unit 7

1.1 In clause 4.1, "28 days" is replaced by "40 days".

1.2 In clause 5.4, "£250,000" is replaced by "£400,000".

1.3 In Annex A, the limit is raised from £9,000 to £11,000.
`

const second = `# Second deed of variation of the lease of Unit 7

1.1 In clause 4.1, "40 days" is replaced by "45 days".

1.2 In clause 5.5, "6 hours" is replaced by "5 hours".
`

const third = `# Third deed of variation of the lease of Unit 7

1.1 In clause 5.5, "6 hours" is replaced by "4 hours".
`

const licence = `# Parking licence

4.1 The Licensee shall pay disputed fees within 28 days of the ruling.
`

const minutes = `# Minutes of the Board of Tolland Water

The Board met the regulator on 8 May 2024. It approved the dredging plan on 9 May 2024.

The auditor stated that the pension fund was underfunded by £4 million.

The Chair asked whether the dam had failed in 2022.

According to Veldt Group, the Harbour plant lost £2 million in 2022.

Staff raised concerns about night shifts in March 2024.

The suspension of overtime was lifted on 1 May 2024.

The works are expected to be completed by 30 September 2025.

If the strike continues, the plant will be closed on 1 July 2024.

Seven members voted for the motion and two voted against it.

The former boiler was removed in May 2024.

It was proposed to move the secondary database to Leeds.

The firewall rule was added by the security team, and the proxy rule was removed by the network team.

The device did not prolong the cycle, but it raised the pressure by 6 bar.

The auditors examined 60 purchase orders. Not all breaches have to be reported to the patients.

The mayor refused to sign the pool contract on 5 May 2024. The Board is considering the purchase of Fenn Labs for £6.2 million.

The deputy mayor opened the pool on 6 May 2023. The chairman of the council of Brae attended the fair on 7 May 2023.

We recommend that the vendor list be reviewed every year. Hale Ltd has yet to deliver the 12 pumps ordered in May 2024.

Staff may not transfer personal data to private accounts unless the officer has agreed.

Patients may request a copy of their records in writing. Requests of solicitors are answered within 30 days when the fee has been paid.

Norvik Ltd is owned by Halden AS. It was acquired by Halden AS in 2018.

Mr Okoro was appointed director on 1 March 2024. He replaced Ms Lind, who resigned on 12 January 2024.

Records of adults are kept for eight years. They are destroyed by Shredway Ltd.

The committee authorised Ms Quill to sign the ferry contract on 12 May 2024. It is estimated that the outage cost £64,000.

The kiln was rebuilt in April 2022. The appointment of Dr Orr as director was made by the mayor on 9 May 2023.

The processor shall notify the controller of a breach within 24 hours. The controller shall notify the Commissioner within 72 hours.
`

describe('a typed sentence whose words the prose of a source says of something else', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await createTestApp()
    const contracts = {
      'lease.md': lease,
      'variation.md': variation,
      'second.md': second,
      'third.md': third,
      'licence.md': licence,
    }
    for (const [name, text] of Object.entries({ ...contracts, 'minutes.md': minutes })) {
      const bytes = new TextEncoder().encode(text)
      const role = name === 'minutes.md' ? 'report' : 'contract'
      await app.upload('/api/v1/documents', { name, bytes }, { role })
    }
    await waitUntilIdle(app)
  })
  afterAll(() => app.close())

  const verify = async (claim: string) => {
    const response = await app.post('/api/v1/verify-claim', { claim })
    return verifyClaimResponse.parse(await response.json()).claim_state
  }

  test.each([
    ['somebody only stated it', 'The pension fund was underfunded by £4 million.'],
    ['somebody only asked it', 'The dam had failed in 2022.'],
    ['it is so according to somebody', 'The Harbour plant lost £2 million in 2022.'],
    ['it is only expected', 'The works will be finished by 30 September 2025.'],
    ['what was suspended began again', 'Overtime was suspended on 1 May 2024.'],
    [
      'a pronoun is not of whom it was done to',
      'The regulator approved the dredging plan on 9 May 2024.',
    ],
    [
      'the sentence before names another than who does it',
      'The Commissioner must be notified by the processor within 72 hours.',
    ],
    [
      'the condition is the consequence',
      'The strike will continue if the plant is closed on 1 July 2024.',
    ],
    [
      'the parties have changed places in the condition',
      'The Lease may be renewed by the Tenant for a further term of five years, provided the Landlord agrees in writing.',
    ],
    ['the condition "where" is left out', 'The Unit may be inspected by the Landlord.'],
    ['it is for and not against', 'Seven members voted against the motion.'],
    ['it is from and not to', 'It was proposed to move the secondary database from Leeds.'],
    [
      'each did what the other did',
      'The firewall rule was added by the network team, and the proxy rule was removed by the security team.',
    ],
    ['one did what the other did', 'The proxy rule was removed by the security team.'],
    [
      'only one of the two is denied',
      'The device did not prolong the cycle or raise the pressure.',
    ],
    ['only "all" is denied', 'Breaches do not have to be reported to the patients.'],
    [
      'by whom it was done only a heading says',
      'The kiln was rebuilt by Tolland Water in April 2022.',
    ],
    ['who was appointed appointed nobody', 'Dr Orr appointed the mayor as director on 9 May 2023.'],
    ['"it" was acquired and acquired nobody', 'Norvik Ltd acquired Halden AS in 2018.'],
    [
      '"he" did it and it was not done to him',
      'Mr Okoro was replaced by Ms Lind, who resigned on 12 January 2024.',
    ],
    ['"they" are what is of somebody', 'Adults are destroyed by Shredway Ltd.'],
    ['a word only comes near', 'The auditors investigated 60 purchase orders.'],
    ['another word has two meanings', 'The suspension of overtime was increased on 1 May 2024.'],
    ['it is limited to a kind', 'The Landlord has to be compensated for damage by the insurer.'],
    ['it is limited to amounts above one', 'Payments shall be approved by the Landlord.'],
    ['it is limited to each event', 'The liability of the Landlord is capped at £400,000.'],
  ])('is not supported where %s', async (_, claim) => {
    expect(await verify(claim)).not.toBe('supported')
  })

  test.each([
    ['was only authorised', 'Ms Quill signed the ferry contract on 12 May 2024.'],
    ['is only estimated', 'The outage cost £64,000.'],
    ['was refused', 'The mayor signed the pool contract on 5 May 2024.'],
    ['is only considered', 'The Board purchased Fenn Labs for £6.2 million.'],
    ['was done by a deputy', 'The mayor opened the pool on 6 May 2023.'],
    ['was done by its chairman', 'The council of Brae attended the fair on 7 May 2023.'],
    ['is only recommended', 'The vendor list was reviewed every year.'],
    ['has yet to be done', 'Hale Ltd delivered the 12 pumps ordered in May 2024.'],
    ['has an exception', 'Staff may not transfer personal data to private accounts.'],
    ['is allowed in one form', 'Patients may request a copy of their records.'],
    ['has a condition', 'Requests of solicitors are answered within 30 days.'],
  ])('is not supported by the same words where it %s', async (_, claim) => {
    expect(await verify(claim)).not.toBe('supported')
  })

  test.each([
    [
      'of a clause of another contract with that number',
      'The Licensee shall pay disputed fees within 40 days of the ruling.',
    ],
    [
      'that a later one amends',
      'Undisputed service charges now have to be paid by the Tenant within 40 days.',
    ],
    [
      'where two of them change one value',
      'A broken lift has to be repaired by the Landlord within 6 hours of the report.',
    ],
    [
      'of the old value in other words',
      'Undisputed service charges have to be paid by the Tenant within 28 days.',
    ],
    ['of the old value of an annex', 'The service charge is limited to £9,000 a year.'],
  ])('is not supported by an amendment %s', async (_, claim) => {
    expect(await verify(claim)).not.toBe('supported')
  })

  test.each([
    [
      'a clause that an amendment of another contract does not change',
      'The Licensee shall pay disputed fees within 28 days of the ruling.',
    ],
    [
      'a clause as amended twice',
      'Undisputed service charges now have to be paid by the Tenant within 45 days.',
    ],
    ['a clause as amended', "The Landlord's liability is now limited to £400,000 for each event."],
  ])('is supported by %s', async (_, claim) => {
    expect(await verify(claim)).toBe('supported')
  })
})
