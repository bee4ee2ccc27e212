import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import ts from 'typescript';
import type { Room } from './rooms.js';
import type { Tree } from './tree.js';

/** One imported module of a file, as written and, when it is a file of the tree, resolved. */
interface Import {
  readonly specifier: string;
  readonly file: string | undefined;
  readonly typeOnly: boolean;
}

const parse = (path: string, text: string): ts.SourceFile => ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
}

const folderOf = (path: string): string => (path.split('/').length > 2 ? (path.split('/')[1] ?? '.') : '.');

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

function specifierOf(node: ts.Node): { text: string; typeOnly: boolean } | undefined {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier))
    return { text: node.moduleSpecifier.text, typeOnly: node.importClause?.isTypeOnly ?? false };
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier))
    return { text: node.moduleSpecifier.text, typeOnly: node.isTypeOnly };
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal))
    return { text: node.argument.literal.text, typeOnly: true };
  const called =
    ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require');
  const [argument] = called ? node.arguments : [];
  return argument && ts.isStringLiteralLike(argument) ? { text: argument.text, typeOnly: false } : undefined;
}

function importsOf(tree: Tree, path: string): Import[] {
  const found: Import[] = [];
  walk(parse(path, tree[path] ?? ''), (node) => {
    const specifier = specifierOf(node);
    if (!specifier) return;
    const target = posix.join(posix.dirname(path), specifier.text).replace(/\.(c?)js$/, '.$1ts');
    found.push({ specifier: specifier.text, typeOnly: specifier.typeOnly, file: target in tree ? target : undefined });
  });
  return found;
}

/** Imports that the list of rooms does not allow, each as a sentence. */
export function importViolations(tree: Tree, rooms: Readonly<Record<string, Room>>): string[] {
  return Object.keys(tree).flatMap((path) => {
    const folder = folderOf(path);
    const room = rooms[folder];
    if (!room) return [`${path}: the folder "${folder}" is not in the list of rooms`];
    return importsOf(tree, path).flatMap((entry) => {
      const problem = importProblem(entry, folder, room);
      return problem ? [`${path}: ${problem}`] : [];
    });
  });
}

function importProblem({ specifier, file }: Import, folder: string, room: Room): string | undefined {
  if (specifier.startsWith('.')) {
    if (!file) return `"${specifier}" is no file of src (write the .js ending)`;
    const target = folderOf(file);
    return target === folder || room.folders.includes(target) ? undefined : `${folder}/ may not import ${target}/ ("${specifier}")`;
  }
  if (isBuiltin(specifier)) {
    if (!specifier.startsWith('node:')) return `write "node:${specifier}"`;
    return room.node ? undefined : `${folder}/ may not import "${specifier}"`;
  }
  return room.packages.includes(packageOf(specifier)) ? undefined : `${folder}/ may not import the package "${specifier}"`;
}

/** Cycles of imports that exist at run time (types vanish), each as `a → b → a`. */
export function importCycles(tree: Tree): string[] {
  const next = new Map(Object.keys(tree).map((path) => [path, runtimeTargets(tree, path)]));
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      return;
    }
    state.set(path, 'open');
    for (const target of next.get(path) ?? []) visit(target, [...trail, path]);
    state.set(path, 'done');
  };
  for (const path of next.keys()) visit(path, []);
  return cycles;
}

const runtimeTargets = (tree: Tree, path: string): string[] =>
  importsOf(tree, path).flatMap(({ file, typeOnly }) => (file && !typeOnly ? [file] : []));

/** Members that make a result depend on when, or on which version of Node, it was made. */
const UNSTABLE: Readonly<Record<string, string>> = {
  'Math.random': 'draws are keyed: use core/random.ts',
  'Math.pow': 'its bits differ between Node versions',
  'Date.now': 'results do not depend on the clock',
};

function nodeProblem(node: ts.Node, folder: string): string | undefined {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return '`any`';
  if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) return '`import.meta` does not compile in the CJS pass';
  if (ts.isExportAssignment(node) || (node.kind === ts.SyntaxKind.DefaultKeyword && ts.canHaveModifiers(node.parent)))
    return 'default export';
  if (folder === 'cli') return undefined;
  if (ts.isPropertyAccessExpression(node) && node.getText() in UNSTABLE) return `${node.getText()}: ${UNSTABLE[node.getText()]}`;
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
    return 'new Date(): results do not depend on the clock';
  if (ts.isPropertyAccessExpression(node) && node.expression.getText() === 'console')
    return 'console: report through onProgress or the result';
  const power = node.kind === ts.SyntaxKind.AsteriskAsteriskToken || node.kind === ts.SyntaxKind.AsteriskAsteriskEqualsToken;
  // A whole power of two is exact everywhere; so is one of whole literals.
  return power && !/^(?:2 \*\* [^.]+|\d+ \*\* \d+)$/.test(node.parent.getText())
    ? '`**`: its bits differ between Node versions; multiply, or use exp and log'
    : undefined;
}

/** Uses of what `src/` keeps out, each as a sentence with its line. */
export function languageViolations(tree: Tree): string[] {
  return Object.entries(tree).flatMap(([path, text]) => {
    const source = parse(path, text);
    const found: string[] = [];
    const report = (position: number, problem: string): void => {
      found.push(`${path}:${source.getLineAndCharacterOfPosition(position).line + 1}: ${problem}`);
    };
    walk(source, (node) => {
      const problem = nodeProblem(node, folderOf(path));
      if (problem) report(node.getStart(), problem);
    });
    for (const match of text.matchAll(/@ts-(?:ignore|nocheck|expect-error)/g)) report(match.index, match[0]);
    return found;
  });
}

/** Chinese sentences with punctuation of another script, each with its line. */
export function halfWidthChinese(tree: Tree): string[] {
  return Object.entries(tree).flatMap(([path, text]) => {
    const source = parse(path, text);
    const found: string[] = [];
    walk(source, (node) => {
      if (!ts.isPropertyAssignment(node) || node.name.getText() !== 'zh') return;
      if (literalTexts(node.initializer).some((literal) => HALF_WIDTH.test(literal)))
        found.push(`${path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${node.initializer.getText().slice(0, 60)}`);
    });
    return found;
  });
}

const HALF_WIDTH = /[\u4e00-\u9fff”’）》][,;:!?]|[,;:!?][\u4e00-\u9fff]/;

/** What an expression says in words: its literals, without the code between them. */
function literalTexts(expression: ts.Expression): string[] {
  const texts: string[] = [];
  walk(expression, (node) => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) texts.push(node.text);
  });
  return texts;
}

/** Lines of every file and of every named function or method. */
export function lengths(tree: Tree): { files: Map<string, number>; functions: Map<string, number> } {
  const files = new Map<string, number>();
  const functions = new Map<string, number>();
  for (const [path, text] of Object.entries(tree)) {
    const source = parse(path, text);
    files.set(path, text.trimEnd().split('\n').length);
    walk(source, (node) => {
      if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return;
      const lineAt = (position: number): number => source.getLineAndCharacterOfPosition(position).line;
      const start = lineAt(node.getStart());
      functions.set(`${path}:${start + 1}`, lineAt(node.end) - start + 1);
    });
  }
  return { files, functions };
}

/** Value below which the share `p` of the values lie (nearest rank). */
export function percentile(values: Iterable<number>, p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? 0;
}
