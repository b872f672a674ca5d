/** Why Office gives no token, and what to do about it beside using a key. */
type OfficeRefusal = { readonly detail: string; readonly advice: string }

/**
 * In words for whoever sits before it; Microsoft's list of the codes: "Troubleshoot error messages for
 * single sign-on (SSO)".
 */
export function explainRefusal(code: string): OfficeRefusal {
  return refusals[code] ?? { detail: `Office gave no token (${code}).`, advice: later }
}

const later = 'Try again in a moment, or connect with an API key.'
const toAdministrator =
  'Give the code to whoever set the add-in up; meanwhile connect with an API key.'

const refusals: Partial<Record<string, OfficeRefusal>> = {
  13000: {
    detail: 'This version of Word or of the add-in is not set up for signing in with Office.',
    advice: 'Connect with an API key.',
  },
  13001: {
    detail: 'Nobody is signed in to Office here.',
    advice: 'Choose “Sign in with Office” in the settings, or connect with an API key.',
  },
  13002: {
    detail: 'Signing in or giving consent was broken off.',
    advice: 'Choose “Sign in with Office” in the settings again, or connect with an API key.',
  },
  13003: {
    detail: 'Office is signed in with an account of a kind that can’t be used here.',
    advice: 'Sign in to Office with your work or school account, or connect with an API key.',
  },
  13004: {
    detail: 'The add-in’s manifest names an application of another address than the pane’s.',
    advice: toAdministrator,
  },
  13005: {
    detail: 'Office may not ask for tokens of this server yet, or you have not consented to it.',
    advice:
      'Choose “Sign in with Office” in the settings to be asked; if it stays, ask an administrator.',
  },
  13006: {
    detail: 'Office itself failed while it signed in.',
    advice: 'Sign out of Office, start Word again, and try again; or connect with an API key.',
  },
  13007: {
    detail: 'Office could not get a token for this server.',
    advice: 'Try again later, or connect with an API key. If it stays, ask an administrator.',
  },
  13008: {
    detail: 'Office was still signing in when it was asked again.',
    advice: 'Finish signing in, then try again.',
  },
  13009: {
    detail: 'Office can’t ask for consent on behalf of this add-in.',
    advice: toAdministrator,
  },
  13010: {
    detail:
      'The browser keeps Word and the sign-in of Microsoft apart (its security zones differ).',
    advice: 'Try another browser or Word on the desktop, or connect with an API key.',
  },
  13011: {
    detail: 'Office does not let this add-in ask for the account.',
    advice: toAdministrator,
  },
  13012: {
    detail: 'Word can’t sign in on this platform, or an administrator has not given consent.',
    advice: 'Connect with an API key, or ask an administrator for consent.',
  },
  13013: {
    detail: 'Office was asked for the account too often.',
    advice: 'Wait a minute, then try again.',
  },
  no_answer: {
    detail: 'Office did not answer when it was asked for the account.',
    advice: later,
  },
}
