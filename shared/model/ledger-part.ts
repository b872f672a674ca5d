/** The root's namespace of the custom XML part that carries a document's ledger. */
export const ledgerNamespace = 'urn:sourcewright:ledger:1'

/** Characters that XML can't hold go as _xHHHH_, the way of ST_Xstring (ECMA-376 part 1 §22.9.2.19). */
export function escapeControls(text: string): string {
  return text.replace(unwritable, (found) => {
    const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    return `_x${code}_`
  })
}

const unwritable =
  // eslint-disable-next-line no-control-regex -- these are the characters that XML forbids
  /_(?=x[0-9A-Fa-f]{4}_)|[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g

export function restoreControls(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}
