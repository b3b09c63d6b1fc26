import { open, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { DATE_FORMATS, DECIMALS } from '#lib/domain/imports/cells.ts';
import { IMPORT_KINDS } from '#lib/domain/imports/registry.ts';
import type { Ctx } from '#lib/server/context.ts';
import { MAX_PIECE } from '#lib/server/imports/file.ts';
import { judgeFirstLines } from '#lib/server/imports/queries.ts';
import { addPiece, beginImport, closeUpload, discardImport } from '#lib/server/imports/receive.ts';
import { firstRefusals } from '#lib/server/imports/refusals.ts';
import { runImportNow } from '#lib/server/imports/run.ts';
import { saveMapping, startImport } from '#lib/server/imports/start.ts';
import { command } from '../command.ts';

/** So many wrong lines are told; all of them stand on the import's page. */
const TOLD_REFUSALS = 20;

const list = z.array(z.string().regex(/^[^=]+=.+$/, 'KEY=TEXT')).default([]);

/** The pieces of a file, or of standard input, as the portal takes them. */
async function* piecesOf(input: NodeJS.ReadableStream): AsyncGenerator<Buffer> {
	let waiting = Buffer.alloc(0);
	for await (const chunk of input) {
		waiting = Buffer.concat([waiting, chunk as Buffer]);
		while (waiting.length >= MAX_PIECE) {
			yield waiting.subarray(0, MAX_PIECE);
			waiting = waiting.subarray(MAX_PIECE);
		}
	}
	if (waiting.length > 0) yield waiting;
}

const pairs = (texts: readonly string[]) =>
	Object.fromEntries(
		texts.map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]),
	);

type Wishes = {
	map: string[];
	fixed: string[];
	mapping?: string | undefined;
	dates?: (typeof DATE_FORMATS)[number] | undefined;
	decimals?: (typeof DECIMALS)[number] | undefined;
	zone?: string | undefined;
};

/** A whole mapping as JSON; what is in it is judged when it is saved. */
async function mappingIn(file: string): Promise<object> {
	const text = await readFile(file, 'utf8');
	try {
		return z.looseObject({}).parse(JSON.parse(text));
	} catch {
		throw new Failure('invalid', `${file} holds no mapping in JSON.`);
	}
}

/** The mapping that the headings suggest, with what was wished. */
async function mapFile(ctx: Ctx, id: string, wishes: Wishes): Promise<void> {
	const { mapping } = await judgeFirstLines({ ctx, input: { id } });
	const given: Partial<typeof mapping> = wishes.mapping ? await mappingIn(wishes.mapping) : {};
	const { dates, decimals, zone: timeZone } = wishes;
	const wished = pairs(wishes.map);
	// A heading is one column's: what is wished for takes it from what was guessed.
	const guessed = Object.entries(given.columns ?? mapping.columns).filter(
		([, header]) => !Object.values(wished).includes(header),
	);
	await saveMapping({
		ctx,
		input: {
			id,
			mapping: {
				...{ ...mapping, ...given },
				columns: { ...Object.fromEntries(guessed), ...wished },
				fixed: { ...mapping.fixed, ...given.fixed, ...pairs(wishes.fixed) },
				...(dates ? { dates } : {}),
				...(decimals ? { decimals } : {}),
				...(timeZone ? { timeZone } : {}),
			},
		},
	});
}

async function upload(
	ctx: Ctx,
	file: string,
	given: { kind: (typeof IMPORT_KINDS)[number]; source: string },
) {
	// Opened before anything is begun: a stream would say only while it is read that there is no such file.
	const input = file === '-' ? process.stdin : (await open(file)).createReadStream();
	const fileName = file === '-' ? 'standard input' : basename(file);
	const { id } = await beginImport({ ctx, input: { ...given, fileName } });
	let number = 0;
	try {
		for await (const bytes of piecesOf(input))
			await addPiece({ ctx, input: { id, number: number++, bytes: new Uint8Array(bytes) } });
	} catch (error) {
		await discardImport({ ctx, input: { id } });
		throw error;
	}
	await closeUpload({ ctx, input: { id } });
	return id;
}

/** The same as the page's import: uploads, maps by headings and wishes, and runs it here. */
export const importFile = command({
	summary: 'Bring in a CSV file: readings, conversions, clicks per day, people or posts',
	positionals: ['FILE'],
	options: {
		kind: { type: 'string', value: 'KIND', required: true, help: IMPORT_KINDS.join(', ') },
		source: {
			type: 'string',
			value: 'NAME',
			required: true,
			help: 'Where the file comes from; its mapping is remembered by it',
		},
		map: { type: 'string', multiple: true, value: 'KEY=HEADING', help: 'Which column is what' },
		fixed: { type: 'string', multiple: true, value: 'KEY=TEXT', help: 'What is so in every line' },
		mapping: { type: 'string', value: 'FILE', help: 'A whole mapping as JSON' },
		dates: { type: 'string', value: 'FORMAT', help: DATE_FORMATS.join(', ') },
		decimals: { type: 'string', value: 'SIGN', help: DECIMALS.join(', ') },
		zone: { type: 'string', value: 'ZONE', help: 'Time zone of times without one' },
		'dry-run': { type: 'boolean', help: 'Judge every line and store nothing' },
	},
	input: z.object({
		file: z.string().min(1),
		kind: z.enum(IMPORT_KINDS),
		source: z.string().min(1),
		map: list,
		fixed: list,
		mapping: z.string().min(1).optional(),
		dates: z.enum(DATE_FORMATS).optional(),
		decimals: z.enum(DECIMALS).optional(),
		zone: z.string().min(1).optional(),
		'dry-run': z.boolean().default(false),
	}),
	async run({ ctx, input, print, say, json, exitWith }) {
		const { file, kind, source, 'dry-run': check } = input;
		const id = await upload(ctx, file, { kind, source });
		const onProgress = process.stderr.isTTY
			? (rows: number) => process.stderr.write(`\r${rows} lines …`)
			: undefined;
		let counts;
		let wrong: Awaited<ReturnType<typeof told>> = [];
		try {
			await mapFile(ctx, id, input);
			await startImport({ ctx, input: { id, check } });
			counts = await runImportNow({ ctx, input: { id, onProgress } });
			wrong = await told(ctx, id);
		} finally {
			if (check || !counts) await discardImport({ ctx, input: { id } }).catch(() => null);
			if (onProgress) process.stderr.write('\r\u001b[K');
		}
		if (json) print(JSON.stringify({ id: check ? null : id, ...counts, lines: wrong }));
		else {
			for (const { line, problems } of wrong)
				say(
					`line ${line}: ${problems.map(({ column, reason }) => [column, reason].filter(Boolean).join(' ')).join(', ')}`,
				);
			const { rows, accepted, duplicates } = counts;
			print(
				`${check ? 'Would take' : 'Took'} ${rows} lines: ${accepted} new, ${duplicates} known, ${counts.wrong} lines wrong.`,
			);
		}
		if (counts.wrong > 0) exitWith(1);
	},
});

async function told(ctx: Ctx, id: string) {
	const { lines } = await firstRefusals({ ctx, input: { id, limit: TOLD_REFUSALS } });
	return lines.map(({ line, problems }) => ({ line, problems }));
}
