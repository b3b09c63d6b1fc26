import { joined, query, type Network } from './network.ts';
import { units } from './weights.ts';

/** Messages take 65,536 characters, the link with them. */
export const whatsapp: Network = {
	key: 'whatsapp',
	name: 'WhatsApp',
	limit: 65_536,
	weigh: units,
	linkWeight: (link) => units(link) + 1,
	takesText: true,
	needsServer: false,
	composer: (composed) => query('https://wa.me/', { text: joined(composed) }),
	preview: { picture: 'small', titleLines: 2, summaryLines: 2, showsText: true },
	mark: 'M4 20l1.3-4A8 8 0 1 1 8 18.8zM9 11h6M9 14h4',
	/** Messages are nobody else's to see. */
	postAddress: () => null,
};
