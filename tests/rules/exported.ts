import ts from 'typescript';
import { lineOf, type Source } from './sources.ts';

export type Exported = {
	name: string;
	line: number;
	kind: 'function' | 'class' | 'value';
	/** Whether it is made by `guarded` or carries the GUARD mark. */
	guarded: boolean;
	/** Whether it takes a database: a context, a connection, a transaction. */
	takesDatabase: boolean;
	documented: boolean;
};

const DATABASE = /\b(Ctx|Db|Sql|TransactionSql|ISql|Connections|PostgresJsDatabase)\b/;

const isExported = (node: ts.Node) =>
	ts.canHaveModifiers(node) &&
	(ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

const hasDoc = (node: ts.Node) => ts.getJSDocCommentsAndTags(node).some(ts.isJSDoc);

/** What a file exports at run time. Re-exports belong to the file that they come from. */
export function exportsOf({ code }: Source): Exported[] {
	const types = typesIn(code);
	const takes = (node: ts.Node, parameters: readonly ts.Node[]) =>
		parameters.some((one) => DATABASE.test(withTypes(one.getText(code), types)));
	return code.statements.flatMap((node): Exported[] => {
		if (!isExported(node)) return [];
		const common = { line: lineOf(code, node), documented: hasDoc(node) };
		if (ts.isFunctionDeclaration(node)) {
			// An overload's documentation stands on its first signature.
			if (!node.body) return [];
			const name = node.name?.text ?? 'default';
			return [
				{
					...common,
					documented: common.documented || overloadIsDocumented(code, name),
					name,
					kind: 'function',
					guarded: false,
					takesDatabase: takes(node, node.parameters),
				},
			];
		}
		if (ts.isClassDeclaration(node)) {
			const parameters = node.members.flatMap((member) =>
				ts.isConstructorDeclaration(member) || ts.isMethodDeclaration(member)
					? [...member.parameters]
					: [],
			);
			const name = node.name?.text ?? 'default';
			const takesDatabase = takes(node, parameters);
			return [{ ...common, name, kind: 'class', guarded: false, takesDatabase }];
		}
		if (!ts.isVariableStatement(node)) return [];
		return node.declarationList.declarations.map((declaration) => {
			const { initializer } = declaration;
			const guarded = initializer !== undefined && isGuarded(initializer, code);
			const fn = initializer && functionIn(initializer);
			return {
				...common,
				name: declaration.name.getText(code),
				kind: guarded || fn ? 'function' : 'value',
				guarded,
				takesDatabase: guarded || (fn ? takes(fn, fn.parameters) : false),
			};
		});
	});
}

function isGuarded(node: ts.Expression, code: ts.SourceFile): boolean {
	if (!ts.isCallExpression(node)) return false;
	const callee = node.expression.getText(code);
	if (callee === 'guarded') return true;
	return callee === 'Object.assign' && /\[GUARD\]/.test(node.getText(code));
}

function functionIn(node: ts.Expression): ts.ArrowFunction | ts.FunctionExpression | null {
	if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return node;
	if (
		ts.isParenthesizedExpression(node) ||
		ts.isAsExpression(node) ||
		ts.isSatisfiesExpression(node)
	) {
		return functionIn(node.expression);
	}
	return null;
}

function overloadIsDocumented(code: ts.SourceFile, name: string): boolean {
	return code.statements.some(
		(node) =>
			ts.isFunctionDeclaration(node) && node.name?.text === name && !node.body && hasDoc(node),
	);
}

/** The file's own type aliases and interfaces by name: a parameter may hide its database in one. */
function typesIn(code: ts.SourceFile): Map<string, string> {
	const types = new Map<string, string>();
	for (const node of code.statements) {
		if (ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node)) {
			types.set(node.name.text, node.getText(code));
		}
	}
	return types;
}

function withTypes(text: string, types: Map<string, string>): string {
	const named = [...types].filter(([name]) => new RegExp(`\\b${name}\\b`).test(text));
	return [text, ...named.map(([, declaration]) => declaration)].join('\n');
}
