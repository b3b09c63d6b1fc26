import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

/** What stands behind the host would be lost: pages, links and sockets are at the root of it. */
const isRootOf = (url: URL): boolean => url.href === `${url.origin}/`;

/** Whether every % in it stands before two hexadecimal digits that make a character. */
function isDecodable(text: string): boolean {
	try {
		decodeURIComponent(text);
		return true;
	} catch {
		return false;
	}
}

/** An address of a server, which may hold a password: what is wrong with it is said without repeating it. */
const serverAddress = (scheme: RegExp, starts: string) =>
	z
		.string()
		.regex(scheme, { error: `must start with ${starts}`, abort: true })
		.refine(isDecodable, {
			error:
				'has a % that stands for no sign: signs like % # / in a password are written as %25 %23 %2F',
			abort: true,
		})
		// Postgres takes several hosts with commas between them: the first stands for all.
		.refine((text) => URL.canParse(text.replace(/,[^/?]*/, '')), 'is no address that can be read');
const postgresAddress = serverAddress(/^postgres(ql)?:\/\//, 'postgres://');

/** Every variable that Laurel reads: schema, default and, as its description, one sentence for docs/operating.md. */
export const ENV = {
	PORT: port.default(3000).describe('The port that the portal listens on.'),
	HOST: z.string().default('0.0.0.0').describe('The address that the portal listens on.'),
	ORIGIN: z
		.url({ protocol: /^https?$/, abort: true })
		.refine((text) => isRootOf(new URL(text)), 'must be scheme, host and port alone')
		// As browsers write it in their Origin header: it is compared letter by letter.
		.transform((text) => new URL(text).origin)
		.optional()
		.describe(
			'The public address, such as https://laurel.example.com; without it http://localhost:PORT.',
		),
	DATABASE_URL: postgresAddress
		.optional()
		.describe('A Postgres ≥ 15 of your own; without it Laurel starts one of its own with a demo.'),
	LAUREL_OWNER_URL: postgresAddress
		.optional()
		.describe(
			'The login that owns the tables and migrates them, where DATABASE_URL is another one that may not; the same without it.',
		),
	LAUREL_DATA: z
		.string()
		.optional()
		.describe('Where the embedded database and the click spool live; ./data without it.'),
	LAUREL_PG_PORT: port
		.default(15_432)
		.describe('The port of the embedded database (loopback only).'),
	LAUREL_ROLE: z
		.enum(['all', 'door', 'gateway'])
		.default('all')
		.describe('What this process does: everything, only the links, or everything but the links.'),
	LAUREL_DEMO_TRAFFIC: z
		.enum(['on', 'off'])
		.default('on')
		.describe('Whether the demo company gets made-up visitors.'),
	LAUREL_TRUSTED_PROXIES: z.coerce
		.number()
		.int()
		.min(0)
		.max(10)
		.default(0)
		.describe('How many proxies in front may be believed about X-Forwarded-For; 0 believes none.'),
	LAUREL_WEBHOOKS_TO: z
		.enum(['public', 'own-network'])
		.default('public')
		.describe(
			'How far outgoing webhooks may go: only https to public addresses, or the own network (private and loopback addresses, http too, any port) as well.',
		),
	LAUREL_SMTP_URL: serverAddress(/^smtps?:\/\//, 'smtp:// or smtps://')
		.refine((text) => new URL(text).hostname !== '', 'names no mail server')
		.optional()
		.describe(
			'The mail server for the letters of the showcase, such as smtps://user:password@mail.example.com; nobody gets mail without it.',
		),
	LAUREL_MAIL_FROM: z
		.string()
		.regex(/@/, 'must be a mail address')
		.optional()
		.describe('Whom the mails are from, such as Laurel <laurel@example.com>.'),
	LAUREL_LOG: z
		.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
		.default('info')
		.describe('How much is logged.'),
} satisfies Record<string, z.ZodType>;

const schema = z.object(ENV);

export type Env = z.output<typeof schema>;

/**
 * Reads and checks the environment. An empty value counts as absent, and blanks around one as not there: files of
 * variables bring them, a carriage return say. Throws an Error whose message names every
 * wrong variable with its sentence, for a person to mend.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
	const given = Object.fromEntries(
		Object.keys(ENV).map((key) => [key, source[key]?.trim() || undefined]),
	);
	const result = schema.safeParse(given);
	if (result.success) return result.data;
	const lines = result.error.issues.map((issue) => {
		const key = String(issue.path[0]) as keyof typeof ENV;
		return `  ${key}: ${issue.message}. ${ENV[key].description ?? ''}`;
	});
	throw new Error(`The environment is not right:\n${lines.join('\n')}`);
}
