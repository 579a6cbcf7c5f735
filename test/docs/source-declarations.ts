/** What the sources declare, read from their syntax: for facts that exist as types only, and for names. Never runs a source. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root } from './markdown-page.js';

/** The members of an interface by name: `field` for one that is always there, `field?` for one that may be absent. */
export function interfaceMembers(file: string, name: string): ReadonlyMap<string, readonly string[]> {
  const declaration = sourceOf(file).statements.find(
    (statement): statement is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(statement) && statement.name.text === name,
  );
  if (!declaration) throw new Error(`${file} declares no interface ${name}.`);
  return new Map(
    declaration.members.filter(ts.isPropertySignature).map((member) => [nameOf(member), fieldsOf(member)]),
  );
}

/** The texts of a union of literals, in order. */
export function literalUnion(file: string, name: string): readonly string[] {
  const declaration = sourceOf(file).statements.find(
    (statement): statement is ts.TypeAliasDeclaration =>
      ts.isTypeAliasDeclaration(statement) && statement.name.text === name,
  );
  if (!declaration || !ts.isUnionTypeNode(declaration.type)) throw new Error(`${file} declares no union ${name}.`);
  return declaration.type.types.flatMap((type) =>
    ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? [type.literal.text] : [],
  );
}

/** The names that a source exports, but for what it hands on from elsewhere. */
export function exportedNames(file: string): readonly string[] {
  return sourceOf(file).statements.flatMap((statement) => {
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name }) => name.getText());
    const { name } = statement as ts.DeclarationStatement;
    return name ? [name.getText()] : [];
  });
}

/** All identifiers of a source, whatever they name. */
export function identifiers(file: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(sourceOf(file));
  return found;
}

/** The sources below a folder, specs left out, as paths from the root. */
export function sourcesBelow(folder: string): readonly string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const here = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return ['dist', 'node_modules'].includes(entry.name) ? [] : sourcesBelow(here);
    return /(?<!\.spec|\.d)\.ts$/.test(entry.name) ? [here] : [];
  });
}

const parsed = new Map<string, ts.SourceFile>();

function sourceOf(file: string): ts.SourceFile {
  const known = parsed.get(file);
  if (known) return known;
  const text = readFileSync(path.join(root, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  parsed.set(file, source);
  return source;
}

function fieldsOf({ type }: ts.PropertySignature): readonly string[] {
  if (!type || !ts.isTypeLiteralNode(type)) return [];
  return type.members
    .filter(ts.isPropertySignature)
    .map((field) => `${nameOf(field)}${field.questionToken ? '?' : ''}`);
}

function nameOf({ name }: ts.PropertySignature): string {
  return ts.isStringLiteral(name) ? name.text : name.getText();
}
