/** What a build sets in the manifest. */
type ManifestSettings = {
  /** Where Word loads the pane from: https:// and a host, without a path. */
  readonly origin: string
  /** Application (client) id at Entra ID; '' for a pane that signs nobody in with Office. */
  readonly entraApp: string
}

/** The origin that the manifest in the project's folder names; HTTPS, as Office demands. */
export const defaultOrigin = 'https://localhost:3000'

/** @throws where a setting can't be what it is meant to be */
export function writeManifest(manifest: string, { origin, entraApp }: ManifestSettings): string {
  if (!/^https:\/\/[^/]+$/.test(origin)) {
    throw new Error(`the origin must be https:// and a host, without a path; it is ${origin}`)
  }
  const placed = manifest.replaceAll(defaultOrigin, origin)
  if (entraApp === '') return placed
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(entraApp)) {
    throw new Error(`the Entra application must be named by its id, a GUID; it is ${entraApp}`)
  }
  return placed.replace(`${resourcesEnd}\n`, (end) => end + writeWebApplication(origin, entraApp))
}

/** Office demands what stands for the web application behind the resources. */
const resourcesEnd = '    </Resources>'

/** Office gives tokens only for a resource of the pane's own host. */
function writeWebApplication(origin: string, entraApp: string): string {
  return `    <WebApplicationInfo>
      <Id>${entraApp}</Id>
      <Resource>api://${new URL(origin).host}/${entraApp}</Resource>
      <Scopes>
        <Scope>openid</Scope>
        <Scope>profile</Scope>
      </Scopes>
    </WebApplicationInfo>
`
}
