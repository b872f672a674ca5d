import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import {
  descendants,
  findPath,
  isElement,
  parseXml,
  textContent,
} from '../../server/formats/xml.ts'
import type { XmlElement } from '../../server/formats/xml.ts'
import { defaultOrigin, writeManifest } from '../../scripts/write-manifest.ts'

const root = path.join(import.meta.dirname, '../..')
const source = readFileSync(path.join(root, 'manifest.xml'), 'utf8')
const manifest = parseXml(source)
const entraApp = '0f3b1c55-2a6e-4f0e-9d2c-6c9f7f1f7a11'
const signingIn = parseXml(writeManifest(source, { origin: 'https://pane.example:8443', entraApp }))

/** "Icon for a control": 16, 32 and 80 must be there, the others are drawn at other scales. */
const iconSizes = [16, 20, 24, 32, 40, 48, 64, 80]

/**
 * Children in the order that Office demands ("How to find the proper order of manifest elements");
 * those with a mark must be there. Keyed by the element's name, or by its path's end.
 */
const orders: Record<string, string> = {
  OfficeApp:
    'Id! AlternateId Version! ProviderName! DefaultLocale! DisplayName! Description! IconUrl! HighResolutionIconUrl! SupportUrl! AppDomains Hosts! Requirements! DefaultSettings! Permissions! Dictionary VersionOverrides! ExtendedOverrides',
  Requirements: 'Sets! Methods',
  DefaultSettings: 'SourceLocation!',
  VersionOverrides:
    'Description Requirements Hosts! Resources! WebApplicationInfo EquivalentAddins',
  'Hosts/Host': 'Runtimes AllFormFactors DesktopFormFactor',
  DesktopFormFactor: 'GetStarted FunctionFile ExtensionPoint!',
  GetStarted: 'Title! Description! LearnMoreUrl!',
  Group: 'OverriddenByRibbonApi Label! Icon! Control!',
  Control: 'OverriddenByRibbonApi Label! Supertip! Icon! Action! Enabled Items',
  Supertip: 'Title! Description!',
  Action: 'TaskpaneId SourceLocation! Title FunctionName',
  WebApplicationInfo: 'Id! MsaId Resource! Scopes! Authorizations',
  Scopes: 'Scope!',
  Resources: 'bt:Images! bt:Urls! bt:ShortStrings! bt:LongStrings!',
}

describe.each([
  { name: 'the manifest', whole: manifest },
  { name: 'the manifest of a pane that signs in with Office', whole: signingIn },
])('$name', ({ whole }) => {
  it('has every element’s children in the order that Office demands', () => {
    for (const [element, parent] of listElements(whole)) {
      const order = findOrder(element, parent)
      if (!order) continue
      const names = element.children.filter(isElement).map(({ name }) => name)
      const places = names.map((name) => order.indexOf(name))
      expect(places, `${element.name}: ${names.join(', ')}`).not.toContain(-1)
      expect(places, element.name).toEqual([...places].sort((a, b) => a - b))
    }
  })

  it('has every element that Office demands', () => {
    for (const [element, parent] of listElements(whole)) {
      const required = findOrder(element, parent, '!') ?? []
      const names = element.children.filter(isElement).map(({ name }) => name)
      if (element.name !== 'Host' || names.length > 0) {
        expect(names, element.name).toEqual(expect.arrayContaining(required))
      }
    }
  })
})

describe('the manifest', () => {
  it('names an application only where the build does, at the pane’s own host', () => {
    expect(descendants(manifest, 'WebApplicationInfo')).toEqual([])
    const info = findPath(signingIn, 'VersionOverrides', 'WebApplicationInfo')!
    expect(textContent(findPath(info, 'Id')!)).toBe(entraApp)
    const resource = textContent(findPath(info, 'Resource')!)
    expect(resource).toBe(`api://pane.example:8443/${entraApp}`)
    expect(descendants(info, 'Scope').map(textContent)).toEqual(['openid', 'profile'])
    expect(textContent(findPath(signingIn, 'Id')!)).toBe(textAt('Id'))
  })

  it.each([
    { origin: 'http://pane.example', entraApp: '', word: 'https://' },
    { origin: 'https://pane.example/addin', entraApp: '', word: 'without a path' },
    { origin: defaultOrigin, entraApp: 'api://pane.example', word: 'GUID' },
  ])('is not written for $origin and “$entraApp”', ({ word, ...settings }) => {
    expect(() => writeManifest(source, settings)).toThrow(word)
  })

  it('is a task pane of Word with the floor WordApi 1.3', () => {
    expect(manifest.attributes['xsi:type']).toBe('TaskPaneApp')
    expect(attributeAt('Name', 'Hosts', 'Host')).toBe('Document')
    const set = findPath(manifest, 'Requirements', 'Sets', 'Set')
    expect(set?.attributes).toEqual({ Name: 'WordApi', MinVersion: '1.3' })
  })

  it('has a GUID and a version of four numbers', () => {
    expect(textAt('Id')).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/)
    expect(textAt('Version')).toMatch(/^\d+(\.\d+){3}$/)
  })

  it('names only HTTPS addresses of one origin, and its domain is that origin', () => {
    const urls = listElements(manifest)
      .flatMap(([element]) => Object.entries(element.attributes))
      .filter(([name, value]) => !name.startsWith('xmlns') && /^\w+:\/\//.test(value))
      .map(([, value]) => new URL(value))
    expect(new Set(urls.map(({ origin }) => origin))).toEqual(new Set(['https://localhost:3000']))
    expect(textAt('AppDomains', 'AppDomain')).toBe('https://localhost:3000')
    expect(existsSync(path.join(root, 'addin/taskpane.html'))).toBe(true)
  })

  it('defines each resource once, and uses every one that it defines', () => {
    const defined = findPath(manifest, 'VersionOverrides', 'Resources')!
      .children.filter(isElement)
      .flatMap((group) => group.children.filter(isElement))
      .map(({ attributes }) => attributes['id'])
    const used = listElements(manifest)
      .map(([element]) => element.attributes['resid'])
      .filter((id) => id !== undefined)
    expect(new Set(defined).size).toBe(defined.length)
    expect(new Set(used)).toEqual(new Set(defined))
    expect(Math.max(...defined.map((id) => id!.length))).toBeLessThanOrEqual(32)
  })

  it('keeps its strings within what Office shows', () => {
    const lengths = (name: string) =>
      descendants(manifest, name)
        .flatMap((group) => group.children.filter(isElement))
        .map(({ attributes }) => attributes['DefaultValue']!.length)
    expect(Math.max(...lengths('bt:ShortStrings'))).toBeLessThanOrEqual(125)
    expect(Math.max(...lengths('bt:LongStrings'))).toBeLessThanOrEqual(250)
  })

  it('gives each panel a button, and one pane to all of them', () => {
    const ids = descendants(manifest, 'Control').map(({ attributes }) => attributes['id'])
    expect(ids).toEqual(
      ['Sources', 'Generate', 'Check', 'Chat', 'ShowSources'].map((id) => `Sourcewright.${id}`),
    )
    const panes = descendants(manifest, 'TaskpaneId').map(({ children }) => children[0])
    expect(new Set(panes).size).toBe(1)
    const panels = descendants(manifest, 'Control').map(({ attributes, children }) => {
      const [action] = children.filter(isElement).filter(({ name }) => name === 'Action')
      const location = descendants(action!, 'SourceLocation')[0]!.attributes['resid']!
      return [attributes['id']!.split('.')[1], new URL(readResource(location)).search]
    })
    expect(panels).toEqual([
      ['Sources', '?panel=sources'],
      ['Generate', '?panel=generate'],
      ['Check', '?panel=check'],
      ['Chat', '?panel=chat'],
      ['ShowSources', '?panel=sources'],
    ])
  })

  it('offers the command "Show sources" on selected text', () => {
    const menu = descendants(manifest, 'OfficeMenu')[0]!
    expect(menu.attributes['id']).toBe('ContextMenuText')
    const label = descendants(menu, 'Label')[0]!.attributes['resid']
    expect(readResource(label!)).toBe('Show sources')
  })

  it('has the icons of each button in all sizes that Office documents', () => {
    for (const icon of descendants(manifest, 'Icon')) {
      const images = icon.children.filter(isElement).map(({ attributes }) => attributes)
      expect(images.map(({ size }) => Number(size))).toEqual(iconSizes)
      for (const { size, resid } of images) {
        expect(path.basename(readResource(resid!))).toMatch(
          new RegExp(`^icon(-\\w+)?-${size}\\.png$`),
        )
      }
    }
  })

  it.each(listImageFiles())('has a whole PNG in %s, of the size that its name says', (name) => {
    const size = Number(/-(\d+)\.png$/.exec(name)?.[1])
    const bytes = readFileSync(path.join(root, 'addin/assets', name))
    expect(bytes.subarray(1, 4).toString()).toBe('PNG')
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([size, size])
    const dataStart = bytes.indexOf('IDAT') + 4
    const dataLength = bytes.readUInt32BE(dataStart - 8)
    const lines = inflateSync(bytes.subarray(dataStart, dataStart + dataLength))
    expect(lines.length).toBe(size * (size * 4 + 1))
  })

  it('has the small and the large picture for the list of add-ins', () => {
    const icons = [
      attributeAt('DefaultValue', 'IconUrl'),
      attributeAt('DefaultValue', 'HighResolutionIconUrl'),
    ]
    expect(icons.map((url) => path.basename(url!))).toEqual(['icon-32.png', 'icon-64.png'])
  })
})

function listImageFiles(): string[] {
  return descendants(manifest, 'bt:Image')
    .flatMap(({ attributes }) => attributes['DefaultValue'] ?? [])
    .map((url) => path.basename(url))
}

function readResource(id: string): string {
  const resources = findPath(manifest, 'VersionOverrides', 'Resources')!
  const found = resources.children
    .filter(isElement)
    .flatMap((group) => group.children.filter(isElement))
    .find(({ attributes }) => attributes['id'] === id)
  return found!.attributes['DefaultValue']!
}

function listElements(element: XmlElement, parent?: XmlElement): [XmlElement, XmlElement?][] {
  const inner = element.children.filter(isElement).flatMap((child) => listElements(child, element))
  return [[element, parent], ...inner]
}

/** The names that may stand in an element, in order; with a mark only those that must. */
function findOrder(element: XmlElement, parent?: XmlElement, mark = ''): string[] | undefined {
  const isOverride = element.name === 'Host' && element.attributes['Name'] === undefined
  const key = isOverride ? `${parent?.name}/Host` : element.name
  return orders[key]
    ?.split(' ')
    .filter((name) => name.endsWith(mark))
    .map((name) => name.replace('!', ''))
}

function textAt(...names: string[]): string {
  return textContent(findPath(manifest, ...names)!)
}

function attributeAt(attribute: string, ...names: string[]): string | undefined {
  return findPath(manifest, ...names)?.attributes[attribute]
}
