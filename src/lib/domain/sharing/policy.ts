import { z } from 'zod';
import { NETWORK_KEYS } from '#lib/domain/networks/networks.ts';
import { USUAL_DISCLOSURE } from './disclosure.ts';
import { languageSchema } from '#lib/domain/posts/language-tag.ts';
import { textSchema } from '#lib/domain/text.ts';

/** A domain that own links may lead to, subdomains included: a host with a dot, as ASCII. */
export const domainSchema = z
	.string()
	.trim()
	.toLowerCase()
	.transform((text, context) => {
		const host = URL.parse(`https://${text}/`)?.hostname ?? '';
		const plain = !/[/@:?#\s]/.test(text);
		if (plain && /^([a-z0-9-]+\.)+[a-z][a-z0-9-]+$/.test(host)) return host;
		context.addIssue({ code: 'custom', message: 'a domain such as example.com' });
		return z.NEVER;
	});

/** What the program says about sharing. */
export const policySchema = z.strictObject({
	/** Whether every post says that its writer works here. */
	disclosure: z.boolean(),
	/** How it is said, by language. */
	disclosures: z
		.array(z.strictObject({ language: languageSchema, text: textSchema(200) }))
		.max(40)
		.refine((list) => new Set(list.map(({ language }) => language)).size === list.length, {
			message: 'each language once',
		}),
	/** Words and phrases that no post may hold. */
	forbidden: z.array(textSchema(80)).max(500),
	/** Domains that employees may bring links of their own to; none: they may not. */
	domains: z.array(domainSchema).max(200),
	/** Networks that are not offered. */
	hidden: z.array(z.enum(NETWORK_KEYS)).max(NETWORK_KEYS.length),
});
export type Policy = z.output<typeof policySchema>;

/** What holds until an owner says otherwise: disclosed, on every network, no links of one's own. */
export const DEFAULT_POLICY: Policy = {
	disclosure: true,
	disclosures: [
		{ language: 'en', text: USUAL_DISCLOSURE },
		{ language: 'sv', text: 'Jag arbetar här.' },
		{ language: 'it', text: 'Lavoro qui.' },
	],
	forbidden: [],
	domains: [],
	hidden: [],
};

/** Whether an address lies on one of the domains, or below it. */
export function isAllowed(address: string, domains: readonly string[]): boolean {
	const host = URL.parse(address)?.hostname ?? '';
	return domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
}
