import ts from 'typescript';

/** One fenced `ts` example. */
export interface Example {
  /** Where it stands, for the name of its test. */
  readonly name: string;
  readonly code: string;
}

/** What stands behind `// =>`. */
export interface Expectation {
  /** JavaScript expression of the value, or `undefined` when an error is expected. */
  readonly value: string | undefined;
  /** Decimals that are stated, `(4 dp)`; numbers must then agree within half of the last one. */
  readonly decimals: number | undefined;
  /** Stable error code, of `// => throws bad-date`. */
  readonly throws: string | undefined;
}

const FENCE = /^([ \t]*)```ts\n([\s\S]*?)^[ \t]*```/gm;

/** The `ts` fences of a Markdown text, except those below a `<!-- not run: why -->` comment. */
export function markdownExamples(text: string, label: string): Example[] {
  return [...text.matchAll(FENCE)].flatMap((match) => {
    const before = text.slice(0, match.index).trimEnd();
    if (/<!-- not run: [^>]+ -->$/.test(before)) return [];
    return [{ name: `${label}:${before.split('\n').length + 1}`, code: match[2] ?? '' }];
  });
}

/** The `ts` fences of all doc comments of a source file. */
export function docExamples(text: string, path: string): Example[] {
  return [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap((comment) => {
    const firstLine = text.slice(0, comment.index).split('\n').length;
    const body = comment[0].replace(/^[ \t]*\* ?/gm, '').replace(/^\/\*\*/, '');
    return [...body.matchAll(FENCE)].map((match) => ({
      name: `${path}:${firstLine + body.slice(0, match.index).split('\n').length - 1}`,
      code: match[2] ?? '',
    }));
  });
}

/** Reads the text behind `// =>`. */
export function parseExpectation(text: string): Expectation {
  const throws = /^throws ([a-z-]+)$/.exec(text.trim())?.[1];
  const [, value = text, decimals] = /^([\s\S]*?)\s*\((\d+) dp\)$/.exec(text.trim()) ?? [];
  return { value: throws ? undefined : value.trim(), decimals: decimals === undefined ? undefined : Number(decimals), throws };
}

/** The expectation right behind a statement on its line, continued by comment lines below it. */
function expectationAfter(code: string, end: number): { text: string; end: number } | undefined {
  const match = /^[ \t]*\/\/ => ?(.*(?:\n[ \t]*\/\/(?! =>).*)*)/.exec(code.slice(end));
  return match ? { text: (match[1] ?? '').replace(/\n[ \t]*\/\/ ?/g, '\n'), end: end + match[0].length } : undefined;
}

/** The expression whose value a statement shows: itself, or what its single variable is set to. */
function shownBy(statement: ts.Statement, source: ts.SourceFile): { expression: string; kind: 'expression' | 'variable' } | undefined {
  if (ts.isExpressionStatement(statement)) return { expression: statement.expression.getText(source), kind: 'expression' };
  const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0] : undefined;
  return declared ? { expression: declared.name.getText(source), kind: 'variable' } : undefined;
}

function importAsConst(statement: ts.ImportDeclaration, source: ts.SourceFile): string {
  if (statement.importClause?.isTypeOnly) return '';
  const from = statement.moduleSpecifier.getText(source);
  const bindings = statement.importClause?.namedBindings;
  if (bindings && ts.isNamedImports(bindings)) {
    const names = bindings.elements
      .filter((element) => !element.isTypeOnly)
      .map((element) => element.getText(source).replace(' as ', ': '));
    return `const { ${names.join(', ')} } = await $import(${from});`;
  }
  return bindings ? `const ${bindings.name.text} = await $import(${from});` : `await $import(${from});`;
}

/**
 * JavaScript body of an example: types removed, imports through `$import(name)`, and each `// =>` turned into
 * `await $check(async () => shown, text)`. Run it as the body of an async function that gives both.
 */
export function compileExample(code: string): { body: string; checks: number } {
  const source = ts.createSourceFile('example.ts', code, ts.ScriptTarget.Latest, true);
  let checks = 0;
  const parts = source.statements.map((statement) => {
    if (ts.isImportDeclaration(statement)) return importAsConst(statement, source);
    const text = statement.getText(source);
    const expected = expectationAfter(code, statement.end);
    const shown = expected && shownBy(statement, source);
    if (!expected || !shown) return text;
    checks++;
    const check = `await $check(async () => (${shown.expression}), ${JSON.stringify(expected.text)}, () => (${parseExpectation(expected.text).value ?? 'undefined'}));`;
    return shown.kind === 'variable' ? `${text}\n${check}` : check;
  });
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  return { body: ts.transpileModule(parts.join('\n'), { compilerOptions: options }).outputText, checks };
}

const isList = (value: unknown): value is ArrayLike<unknown> => Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value);

/** Typed arrays as plain arrays, so that an example may write `[1, 2]`. */
export function plain(value: unknown): unknown {
  if (isList(value)) return Array.from(value, plain);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/** Whether two plain values agree, numbers within half of the last stated decimal. */
export function agree(actual: unknown, expected: unknown, decimals: number): boolean {
  if (typeof actual === 'number' && typeof expected === 'number')
    return Object.is(actual, expected) || Math.abs(actual - expected) <= 0.5000001 * Number(`1e-${decimals}`);
  if (typeof actual !== 'object' || typeof expected !== 'object' || actual === null || expected === null)
    return Object.is(actual, expected);
  const keys = Object.keys(expected);
  if (Object.keys(actual).length !== keys.length) return false;
  return keys.every((key) => agree(Reflect.get(actual, key), Reflect.get(expected, key), decimals));
}

/** The commands of `sh` fences that stand right below a `<!-- run -->` comment, line by line. */
export function markedCommands(text: string): string[][] {
  return [...text.matchAll(/<!-- run -->\s*```sh\n([\s\S]*?)```/g)].map((match) =>
    (match[1] ?? '')
      .replace(/\s*\\\n\s*/g, ' ')
      .split('\n')
      .map((line) => line.replace(/\s+#.*$/, '').trim())
      .filter((line) => line !== '' && !line.startsWith('#')),
  );
}
