/** Reads from the types of the controllers what each operation answers, and writes it into openapi.json. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import ts from 'typescript';
import { ROOT } from './prepare.mjs';

const FILE = path.join(ROOT, 'openapi.json');
const document = JSON.parse(readFileSync(FILE, 'utf8'));
const { fileNames, options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(path.join(ROOT, 'tsconfig.build.json'), ts.sys.readFile).config,
  ts.sys,
  ROOT,
);
const program = ts.createProgram(fileNames, options);
const checker = program.getTypeChecker();
const schemas = document.components.schemas;
const names = new Map();
/** Types of the kernel that travel as text: their classes and brands say nothing of that. */
const AS_TEXT = {
  Money: '1234.50',
  LocalDate: '2026-03-31',
  Month: '2026-03',
  Quarter: '2026-Q1',
  Date: undefined,
};

for (const item of Object.values(document.paths)) {
  for (const operation of Object.values(item)) fill(operation);
}
document.components.schemas = Object.fromEntries(
  Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)),
);
writeFileSync(FILE, `${JSON.stringify(document, null, 2)}\n`);
process.exit(0);

function fill(operation) {
  const answer = answerOf(operation.operationId ?? '');
  const success = Object.keys(operation.responses).find((status) => status.startsWith('2'));
  if (answer === undefined || success === undefined || success === '204') return;
  const [json, file] = divide(answer);
  const content = {};
  if (json !== undefined) content['application/json'] = { schema: schemaOf(json) };
  if (file) content['application/octet-stream'] = { schema: { type: 'string', format: 'binary' } };
  const { description } = operation.responses[success];
  operation.responses[success] = { description: description || '成功', content };
}

/** What a handler's promise gives. */
function answerOf(operationId) {
  const [className, method] = operationId.replace(/\[\d+\]$/, '').split('_');
  for (const source of program.getSourceFiles()) {
    if (!source.fileName.endsWith('.controller.ts')) continue;
    for (const node of source.statements) {
      if (!ts.isClassDeclaration(node) || node.name?.text !== className) continue;
      const member = node.members.find((each) => each.name?.getText() === method);
      const signature = member && checker.getSignatureFromDeclaration(member);
      return signature && checker.getAwaitedType(signature.getReturnType());
    }
  }
  return undefined;
}

/** A list that can also be taken away as a file answers one or the other. */
function divide(type) {
  const parts = type.isUnion() ? type.types : [type];
  const isFile = (part) => ['StreamableFile', 'Buffer'].includes(part.symbol?.name);
  const files = parts.filter(isFile);
  if (files.length === 0) return [type, false];
  const rest = parts.filter((part) => !isFile(part));
  return [rest.length === 0 ? undefined : rest.length === 1 ? rest[0] : rest, true];
}

function schemaOf(type) {
  if (Array.isArray(type)) return { oneOf: type.map(schemaOf) };
  const brand = type.aliasSymbol?.name ?? type.symbol?.name;
  if (brand !== undefined && Object.hasOwn(AS_TEXT, brand)) {
    return {
      type: 'string',
      ...(AS_TEXT[brand] ? { example: AS_TEXT[brand] } : { format: 'date-time' }),
    };
  }
  if (type.isUnion()) return ofUnion(type);
  if (type.isStringLiteral()) return { type: 'string', enum: [type.value] };
  if (type.isNumberLiteral()) return { type: 'number', enum: [type.value] };
  const { flags } = type;
  if (flags & ts.TypeFlags.StringLike) return { type: 'string' };
  if (flags & ts.TypeFlags.NumberLike) return { type: 'number' };
  if (flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' };
  if (flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Any)) return {};
  // A branded string is an intersection with its mark.
  if (type.isIntersection() && type.types.some((part) => part.flags & ts.TypeFlags.StringLike)) {
    return { type: 'string' };
  }
  if (checker.isArrayType(type) || checker.isTupleType(type)) {
    const items = checker.getTypeArguments(type).map(schemaOf);
    return { type: 'array', items: items.length === 1 ? items[0] : { oneOf: items } };
  }
  return named(type) ?? ofObject(type);
}

function ofUnion(type) {
  const parts = type.types.filter((part) => !(part.flags & ts.TypeFlags.Undefined));
  const rest = parts.filter((part) => !(part.flags & ts.TypeFlags.Null));
  const schema = ofAlternatives(rest);
  if (rest.length === parts.length) return schema;
  return schema.$ref ? { allOf: [schema], nullable: true } : { ...schema, nullable: true };
}

function ofAlternatives(parts) {
  if (parts.length === 1) return schemaOf(parts[0]);
  if (parts.every((part) => part.isStringLiteral())) {
    return { type: 'string', enum: parts.map(({ value }) => value) };
  }
  if (parts.every((part) => part.flags & ts.TypeFlags.BooleanLike)) return { type: 'boolean' };
  return { oneOf: parts.map(schemaOf) };
}

/** An interface or class of ours becomes a component under its own name. */
function named(type) {
  const symbol = type.aliasSymbol ?? type.symbol;
  const isOurs = symbol?.declarations?.some(
    (node) =>
      node.getSourceFile().fileName.includes('/src/') &&
      (ts.isInterfaceDeclaration(node) ||
        ts.isClassDeclaration(node) ||
        ts.isTypeAliasDeclaration(node)),
  );
  const typeArguments =
    type.aliasTypeArguments ?? (type.target ? checker.getTypeArguments(type) : []);
  if (!isOurs || typeArguments.length > 0) return undefined;
  const known = names.get(symbol);
  if (known !== undefined) return { $ref: `#/components/schemas/${known}` };
  const taken = new Set([...names.values()]);
  let name = symbol.name;
  for (
    let n = 2;
    taken.has(name) || (Object.hasOwn(schemas, name) && !name.endsWith('Dto'));
    n += 1
  ) {
    name = `${symbol.name}${n}`;
  }
  names.set(symbol, name);
  if (!Object.hasOwn(schemas, name)) schemas[name] = ofObject(type);
  return { $ref: `#/components/schemas/${name}` };
}

function ofObject(type) {
  const index = checker.getIndexInfoOfType(type, ts.IndexKind.String);
  const properties = {};
  const required = [];
  for (const property of checker.getPropertiesOfType(type)) {
    if (property.name.startsWith('__@')) continue;
    const of = checker.getTypeOfSymbol(property);
    if (of.getCallSignatures().length > 0) continue;
    const text = ts.displayPartsToString(property.getDocumentationComment(checker));
    const schema = schemaOf(of);
    properties[property.name] =
      text === '' || schema.$ref ? schema : { ...schema, description: text };
    if (!(property.flags & ts.SymbolFlags.Optional)) required.push(property.name);
  }
  return {
    type: 'object',
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    ...(required.length > 0 ? { required } : {}),
    ...(index ? { additionalProperties: schemaOf(index.type) } : {}),
  };
}
