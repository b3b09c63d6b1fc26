import { describe, expect, it } from 'vitest';
import { NETWORKS, networkName } from './networks.ts';

describe('a network', () => {
	it.each(NETWORKS)(
		'$key opens its composer with the tracked link, whatever the text',
		(network) => {
			const text = 'Ångström & “quotes” #tag?x=1\nsecond line';
			const link = 'https://laurel.example/r/abc?x=1';
			const address = new URL(network.composer(text, link));
			const carried = [...address.searchParams.values()].join(' ');
			expect(carried).toContain(link);
			expect(['https:', 'mailto:']).toContain(address.protocol);
			expect(address.hash).toBe('');
		},
	);

	it('has a name people know, and an unknown one keeps its key', () => {
		expect(networkName('linkedin')).toBe('LinkedIn');
		expect(networkName('forum')).toBe('forum');
	});
});
