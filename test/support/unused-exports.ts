import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'

type Module = {
  /** Names that it exports itself. */
  readonly exported: readonly string[]
  readonly imports: readonly Import[]
}

type Import = {
  /** From the root of the project; names of packages are left out. */
  readonly file: string
  readonly names: readonly string[]
}

/**
 * "shared/text/fold.ts: foldText" for each name that a file exports and no other of the files imports. What comes by
 * `import()` or as `* as` counts as used where its name stands in the file that imports so.
 * @param files from the root of the project, with "/".
 */
export function listUnusedExports(root: string, files: readonly string[]): readonly string[] {
  const modules = new Map(files.map((file) => [file, readModule(root, file)]))
  const used = new Set(
    [...modules.values()].flatMap(({ imports }) =>
      imports.flatMap(({ file, names }) => names.map((name) => `${file}: ${name}`)),
    ),
  )
  return [...modules].flatMap(([file, { exported }]) =>
    exported.map((name) => `${file}: ${name}`).filter((one) => !used.has(one)),
  )
}

function readModule(root: string, file: string): Module {
  const text = readFileSync(join(root, file), 'utf8')
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, false)
  const words = new Set(text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu))
  const imports: Import[] = []
  const isDeep = text.includes('import(')
  const visit = (node: ts.Node): void => {
    const found = readImport(node)
    if (found?.path.startsWith('.')) {
      const own = join(dirname(file), found.path)
      imports.push({ file: own, names: found.names === 'any' ? [...words] : found.names })
    }
    if (isDeep) ts.forEachChild(node, visit)
  }
  source.statements.forEach(visit)
  return { exported: source.statements.flatMap(listExported), imports }
}

type FoundImport = { readonly path: string; readonly names: readonly string[] | 'any' }

function readImport(node: ts.Node): FoundImport | undefined {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    return { path: node.moduleSpecifier.text, names: namesOfClause(node.importClause) }
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
    const { exportClause, moduleSpecifier } = node
    if (!ts.isStringLiteral(moduleSpecifier)) return undefined
    const isNamed = exportClause !== undefined && ts.isNamedExports(exportClause)
    return { path: moduleSpecifier.text, names: isNamed ? namesOf(exportClause.elements) : 'any' }
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [path] = node.arguments
    return path && ts.isStringLiteral(path) ? { path: path.text, names: 'any' } : undefined
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    const { literal } = node.argument
    return ts.isStringLiteral(literal) ? { path: literal.text, names: 'any' } : undefined
  }
  return undefined
}

function namesOfClause(clause: ts.ImportClause | undefined): readonly string[] | 'any' {
  if (!clause) return []
  const { name, namedBindings } = clause
  if (namedBindings && ts.isNamespaceImport(namedBindings)) return 'any'
  const own = name ? ['default'] : []
  return namedBindings ? [...own, ...namesOf(namedBindings.elements)] : own
}

/** Of "a as b" the name that the other file has. */
function namesOf(
  elements: readonly {
    readonly propertyName?: ts.ModuleExportName
    readonly name: ts.ModuleExportName
  }[],
): readonly string[] {
  return elements.map(({ propertyName, name }) => (propertyName ?? name).text)
}

function listExported(statement: ts.Statement): readonly string[] {
  if (ts.isExportAssignment(statement)) return ['default']
  if (ts.isExportDeclaration(statement)) {
    const { exportClause } = statement
    return exportClause && ts.isNamedExports(exportClause)
      ? exportClause.elements.map(({ name }) => name.text)
      : []
  }
  const kinds = ts.canHaveModifiers(statement)
    ? (ts.getModifiers(statement) ?? []).map(({ kind }) => kind)
    : []
  if (!kinds.includes(ts.SyntaxKind.ExportKeyword)) return []
  if (kinds.includes(ts.SyntaxKind.DefaultKeyword)) return ['default']
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => listBound(name))
  }
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement)
  return isNamed && statement.name ? [statement.name.text] : []
}

function listBound(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text]
  return name.elements.flatMap((one) => (ts.isOmittedExpression(one) ? [] : listBound(one.name)))
}
