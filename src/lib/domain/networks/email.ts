import { joined, query, type Network } from './network.ts';
import { encodedLength } from './weights.ts';

/** Mail programs on Windows cut addresses of mailto at about 2,000 bytes, so it is weighed percent-encoded. */
export const email: Network = {
	key: 'email',
	name: 'E-mail',
	limit: 1900,
	weigh: encodedLength,
	linkWeight: (link) => encodedLength(`\n\n${link}`),
	takesText: true,
	needsServer: false,
	composer: (composed) => query('mailto:', { body: joined(composed, '\n\n') }),
	preview: { picture: 'none', titleLines: 1, summaryLines: 0, showsText: true },
	mark: 'M3 6h18v12H3zM3 7l9 7 9-7',
	postAddress: () => null,
};
