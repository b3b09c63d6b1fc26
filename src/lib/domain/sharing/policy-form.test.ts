import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, policySchema } from './policy.ts';
import { readWordings, writeWordings } from './policy-form.ts';

describe('wordings in a form', () => {
	it('come back as they were written', () => {
		const list = DEFAULT_POLICY.disclosures;
		expect(readWordings(writeWordings(list))).toEqual(list);
		expect(readWordings(' sv :  Jag: här \r\n\r\nit: Qui')).toEqual([
			{ language: 'sv', text: 'Jag: här' },
			{ language: 'it', text: 'Qui' },
		]);
	});

	it('without a language are refused by the policy', () => {
		const disclosures = readWordings('I work here.');
		const read = policySchema.safeParse({ ...DEFAULT_POLICY, disclosures });
		expect(read.error?.issues.map(({ path }) => path.join('.'))).toContain(
			'disclosures.0.language',
		);
	});
});
