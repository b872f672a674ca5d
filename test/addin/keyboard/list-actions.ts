import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** Something that a reader can do in the pane, as its code offers it. */
export type PaneAction = {
  /** Below addin, with the line. */
  readonly file: string
  /** As the recorder names it (watch-keyboard.ts); of one that it does not know, the tag. */
  readonly control: string
  /** Part of the page that it stands in; undefined where that may be any. */
  readonly place: string | undefined
  /** Its accessible name, `*` for what only the running pane knows; several where it has a state. */
  readonly names: readonly string[]
}

const addin = join(import.meta.dirname, '../../../addin')

/**
 * All that the pane's code lets be pressed, typed, chosen or scrolled: each element of JSX with a handler
 * for it, and each button of the line above the document.
 */
export function listActions(): PaneAction[] {
  const files = globSync('**/*.{tsx,ts}', { cwd: addin }).sort().map(parse)
  return files.flatMap((file) =>
    listNodes(file).flatMap((node) => {
      if (ts.isCallExpression(node)) return readCreatedButton(node)
      return isElement(node) ? readElement(node, files) : []
    }),
  )
}

type Element = ts.JsxOpeningElement | ts.JsxSelfClosingElement

const controls: Readonly<Record<string, string>> = {
  Button: 'button',
  ToggleButton: 'button',
  TabList: 'tabs',
  Checkbox: 'checkbox',
  RadioGroup: 'radios',
  Select: 'select',
  Input: 'textbox',
  Textarea: 'textbox',
  input: 'file',
  Combobox: 'combobox',
}

/** What a key alone sets off, or what is no deed of the reader's: nothing that needs a second way. */
const ofKeys = ['onKeyDown', 'onCancel', 'onFocus', 'onBlur', 'onSubmit', 'onToggle']

function readElement(element: Element, files: readonly ts.SourceFile[]): PaneAction[] {
  const tag = element.tagName.getText()
  const handlers = listAttributes(element).filter((name) => /^on[A-Z]/.test(name))
  const isOurs = /^[A-Z]|\./.test(tag) && !isImported(element, tag, '@fluentui/')
  if (isOurs) return []
  const isPressed =
    handlers.some((name) => !ofKeys.includes(name)) || writeAttribute(element, 'type') === 'submit'
  const isScrolled = !isPressed && hasTabStop(element)
  if (!isPressed && !isScrolled && tag !== 'summary') return []
  const control = isScrolled ? 'region' : (controls[tag] ?? tag)
  return nameElement(element, files).map((named) => ({ control, ...named }))
}

function hasTabStop(element: Element): boolean {
  return /\b0\b/.test(findAttribute(element, 'tabIndex')?.initializer?.getText() ?? '')
}

type Named = Pick<PaneAction, 'file' | 'place' | 'names'>

/** A name that the component is given is looked up where it is given: each of these is an action. */
function nameElement(element: Element, files: readonly ts.SourceFile[]): Named[] {
  const here = { file: locate(element), place: findPlace(element) }
  const expression = findName(element)
  const given = expression && ts.isIdentifier(expression) ? expression.text : undefined
  const component = findComponent(element)
  const uses = given === undefined ? [] : findUses(files, component, given)
  if (uses.length === 0) return [{ ...here, names: writeNames(expression) }]
  return uses.map(({ use, value }) => ({
    file: `${here.file}, ${locate(use)}`,
    place: findPlace(use),
    names: writeNames(value),
  }))
}

/** In the order in which a browser looks for it. */
function findName(element: Element): ts.Node | undefined {
  const own = findAttribute(element, 'aria-label') ?? findAttribute(element, 'label')
  const field = own ?? findAttribute(findAround(element, 'Field'), 'label')
  const tag = element.tagName.getText()
  if (own) return valueOf(own)
  if (['Button', 'ToggleButton', 'button', 'summary'].includes(tag)) {
    const { parent } = element
    return ts.isJsxElement(parent) ? contentOf(parent) : undefined
  }
  return field && valueOf(field)
}

/** An expression that is all of an element's content, else the element. */
function contentOf(element: ts.JsxElement): ts.Node {
  const parts = element.children.filter((one) => !ts.isJsxText(one) || one.text.trim() !== '')
  const [only] = parts
  const isOne = parts.length === 1 && only && ts.isJsxExpression(only)
  return (isOne && only.expression) || element
}

function writeNames(node: ts.Node | undefined): readonly string[] {
  if (node === undefined) return ['']
  if (ts.isParenthesizedExpression(node)) return writeNames(node.expression)
  if (ts.isConditionalExpression(node)) {
    return [...writeNames(node.whenTrue), ...writeNames(node.whenFalse)]
  }
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isTemplateExpression(node)) {
    const rest = node.templateSpans.map(({ literal }) => `*${literal.text}`)
    return [node.head.text + rest.join('')]
  }
  if (ts.isJsxElement(node)) return [node.children.map(writeChild).join('').trim()]
  return ['*']
}

function writeChild(child: ts.JsxChild): string {
  if (ts.isJsxText(child)) return child.text.replace(/\s+/g, ' ')
  if (!ts.isJsxExpression(child)) return '*'
  const { expression } = child
  return expression && ts.isStringLiteralLike(expression) ? expression.text : '*'
}

/** What host/edit-bar.ts makes by hand: named at once, or with each version that it is about. */
function readCreatedButton(call: ts.CallExpression): PaneAction[] {
  if (call.expression.getText() !== 'createButton') return []
  const file = call.getSourceFile()
  const variable = ts.isVariableDeclaration(call.parent) ? call.parent.name.getText() : ''
  const later = listNodes(file).find(
    (node) => ts.isBinaryExpression(node) && node.left.getText() === `${variable}.textContent`,
  ) as ts.BinaryExpression | undefined
  const names = writeNames(later?.right ?? call.arguments[1])
  return [{ file: locate(call), control: 'button', place: 'edit-bar', names }]
}

/** By the folder: each panel has its own. */
function findPlace(node: ts.Node): string | undefined {
  const [, folder = '', name] = locate(node).match(/^(?:panels|components)\/(\w+)\/(\w+)/) ?? []
  if (folder === 'SourceViewer') return 'dialog'
  return name === undefined ? undefined : folder.toLowerCase()
}

function findUses(files: readonly ts.SourceFile[], component: string, given: string) {
  return files.flatMap(listNodes).flatMap((node) => {
    if (!isElement(node) || node.tagName.getText() !== component) return []
    const attribute = findAttribute(node, given)
    return attribute ? [{ use: node, value: valueOf(attribute) }] : []
  })
}

function findComponent(node: ts.Node): string {
  for (let one: ts.Node = node; one.parent; one = one.parent) {
    if (ts.isFunctionDeclaration(one) && one.name) return one.name.text
  }
  return ''
}

function findAround(node: ts.Node, tag: string): Element | undefined {
  for (let one = node.parent; one && !ts.isFunctionDeclaration(one); one = one.parent) {
    if (ts.isJsxElement(one) && one.openingElement.tagName.getText() === tag) {
      return one.openingElement
    }
  }
  return undefined
}

function isImported(element: Element, tag: string, from: string): boolean {
  return element.getSourceFile().statements.some((statement) => {
    if (!ts.isImportDeclaration(statement)) return false
    const names = statement.importClause?.namedBindings?.getText() ?? ''
    return statement.moduleSpecifier.getText().includes(from) && names.match(/\w+/g)?.includes(tag)
  })
}

function listAttributes(element: Element): string[] {
  return element.attributes.properties.flatMap((one) =>
    ts.isJsxAttribute(one) ? one.name.getText() : [],
  )
}

function findAttribute(element: Element | undefined, name: string): ts.JsxAttribute | undefined {
  return element?.attributes.properties.find(
    (one): one is ts.JsxAttribute => ts.isJsxAttribute(one) && one.name.getText() === name,
  )
}

function valueOf({ initializer }: ts.JsxAttribute): ts.Node | undefined {
  return initializer && ts.isJsxExpression(initializer) ? initializer.expression : initializer
}

function writeAttribute(element: Element, name: string): string | undefined {
  const attribute = findAttribute(element, name)
  return attribute && writeNames(valueOf(attribute))[0]
}

function isElement(node: ts.Node): node is Element {
  return ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node)
}

function parse(path: string): ts.SourceFile {
  const text = readFileSync(join(addin, path), 'utf8')
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
}

function listNodes(root: ts.Node): ts.Node[] {
  const found: ts.Node[] = []
  const visit = (node: ts.Node): void => {
    found.push(node)
    ts.forEachChild(node, visit)
  }
  visit(root)
  return found
}

function locate(node: ts.Node): string {
  const file = node.getSourceFile()
  const { line } = file.getLineAndCharacterOfPosition(node.getStart())
  return `${file.fileName}:${line + 1}`
}
