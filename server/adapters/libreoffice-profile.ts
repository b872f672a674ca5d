import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Calls `exportPdf` of the profile: LibreOffice ends when it is done. Addresses are file: URLs. */
export function callExport(source: string, target: string): string {
  return `macro:///Standard.Sourcewright.ExportPdf("${source}","${target}")`
}

/** What the macro writes beside the target when it fails. */
export const failureSuffix = '.error'

/**
 * Fills the folder of `-env:UserInstallation`. The documents are hostile: what they link to is
 * neither fetched nor read from disk, and no macro runs but the one written here.
 */
export async function writeProfile(folder: string): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, 'user', name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
  }
}

/**
 * `--convert-to` leaves tables of contents as the file has them. The second update counts with the
 * pages that the first one made longer. MacroExecutionMode 0 runs no macro of the document, and
 * UpdateDocMode 0 updates none of its links.
 */
const macro = `Sub ExportPdf(source As String, target As String)
  Dim opening(3) As New com.sun.star.beans.PropertyValue
  Dim saving(0) As New com.sun.star.beans.PropertyValue
  Dim document As Object
  Dim pass As Integer, index As Integer, log As Integer
  On Error GoTo Failed
  opening(0).Name = "Hidden"
  opening(0).Value = True
  opening(1).Name = "MacroExecutionMode"
  opening(1).Value = 0
  opening(2).Name = "UpdateDocMode"
  opening(2).Value = 0
  opening(3).Name = "FilterName"
  opening(3).Value = "MS Word 2007 XML"
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, opening())
  For pass = 1 To 2
    For index = 0 To document.DocumentIndexes.Count - 1
      document.DocumentIndexes.getByIndex(index).update()
    Next
  Next
  document.TextFields.refresh()
  saving(0).Name = "FilterName"
  saving(0).Value = "writer_pdf_Export"
  document.storeToURL(target, saving())
  document.close(True)
  StarDesktop.terminate()
  Exit Sub
Failed:
  log = FreeFile()
  Open ConvertFromURL(target) + "${failureSuffix}" For Output As #log
  Print #log, Error$
  Close #log
  StarDesktop.terminate()
End Sub
`

/** A dead proxy is the second lock: whatever LibreOffice would still fetch, it can't. */
const settings = [
  // without it the first start replaces the library below by an empty one
  setting('Setup/Office', 'ooSetupInstCompleted', 'true'),
  setting('Office.Common/Security/Scripting', 'BlockUntrustedRefererLinks', 'true'),
  setting('Office.Common/Security/Scripting', 'MacroSecurityLevel', '3'),
  setting('Office.Writer/Content/Update', 'Link', '0'),
  setting('Inet/Settings', 'ooInetProxyType', '2'),
  ...['HTTP', 'HTTPS', 'FTP'].flatMap((scheme) => [
    setting('Inet/Settings', `ooInet${scheme}ProxyName`, '127.0.0.1'),
    setting('Inet/Settings', `ooInet${scheme}ProxyPort`, '9'),
  ]),
  setting('Inet/Settings', 'ooInetNoProxy', ''),
]

function setting(path: string, name: string, value: string): string {
  return (
    `<item oor:path="/org.openoffice.${path}">` +
    `<prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`
  )
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'

function doctype(element: string, file: string): string {
  return `${declaration}<!DOCTYPE ${element} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "${file}">\n`
}

const libraryNamespace = 'xmlns:library="http://openoffice.org/2000/library"'

/** By name below `user`. */
const files: Readonly<Record<string, string>> = {
  'registrymodifications.xcu':
    `${declaration}<oor:items xmlns:oor="http://openoffice.org/2001/registry">` +
    `${settings.join('')}</oor:items>`,
  'basic/script.xlc':
    doctype('library:libraries', 'libraries.dtd') +
    `<library:libraries ${libraryNamespace} xmlns:xlink="http://www.w3.org/1999/xlink">` +
    '<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" ' +
    'xlink:type="simple" library:link="false"/></library:libraries>',
  'basic/Standard/script.xlb':
    doctype('library:library', 'library.dtd') +
    `<library:library ${libraryNamespace} library:name="Standard" library:readonly="false" ` +
    'library:passwordprotected="false"><library:element library:name="Sourcewright"/></library:library>',
  'basic/Standard/Sourcewright.xba':
    doctype('script:module', 'module.dtd') +
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Sourcewright" ' +
    `script:language="StarBasic">${macro}</script:module>`,
}
