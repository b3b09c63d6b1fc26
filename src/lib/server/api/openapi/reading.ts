import type { OperationView } from '#lib/domain/api/view.ts';
import { openApiDocument, scopeOf } from './document.ts';
import { fieldsOf, type Schema } from './fields.ts';
import { OPERATIONS } from './operations.ts';

type Content = Record<string, { schema: Schema }>;
type Described = {
	operationId: string;
	parameters?: {
		name: string;
		in: string;
		required: boolean;
		schema: Schema;
		description?: string;
	}[];
	requestBody?: { content: Content };
	responses: Record<string, { description: string; content?: Content }>;
};

const json = (content: Content | undefined) => content?.['application/json']?.schema;

/** The operations of the public API with their fields in lines, in the order of its description. */
export function readOperations(): OperationView[] {
	const { paths } = openApiDocument() as { paths: Record<string, Record<string, Described>> };
	return OPERATIONS.map((operation) => {
		const { method, path, summary, description = null } = operation;
		const described = paths[path]![method]!;
		const body = json(described.requestBody?.content);
		return {
			...{ id: described.operationId, method: method.toUpperCase(), path: `/api/v1${path}` },
			...{ summary, description, scope: scopeOf(operation) },
			parameters: (described.parameters ?? []).map(
				({ name, in: place, required, schema, ...more }) => {
					const [field] = fieldsOf({ properties: { [name]: schema } });
					return {
						...field!,
						required,
						note: [place, more.description, field!.note].filter(Boolean).join(' · '),
					};
				},
			),
			body: body ? fieldsOf(body) : [],
			answers: Object.keys(operation.answers).map((status) => {
				const answer = described.responses[status]!;
				const schema = json(answer.content);
				const fields = schema ? fieldsOf(schema) : [];
				return { status, description: answer.description, fields };
			}),
			example: operation.example ? JSON.stringify(operation.example, null, '  ') : null,
		};
	});
}
