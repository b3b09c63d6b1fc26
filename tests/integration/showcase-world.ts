import { SMTPServer } from 'smtp-server';
import type { TestDatabase } from '#tests/support/database.ts';
import * as make from '#tests/support/people.ts';

export const DAY = 86_400_000;
/** Where October in Stockholm is over, by an hour. */
export const NOVEMBER = new Date('2026-11-01T00:00:00Z');
export const OCTOBER = new Date('2026-10-12T09:00:00Z');

/** People with a post each, from the best on, that brought so many visitors in October. */
export async function aMonth(db: TestDatabase, clicks: readonly number[]) {
	const authors = [];
	for (const [index, count] of clicks.entries()) {
		const name = `Author ${String.fromCharCode(65 + index)}`;
		const person = await make.aPerson(db, { name, team: 'Sales' });
		const post = await make.aPost(db, { title: `Story ${index + 1}` });
		const link = await make.aLink(db, { personId: person.id, postId: post.id, sharedAt: OCTOBER });
		for (let n = 0; n < count; n++) await make.aClick(db, link, { at: OCTOBER });
		authors.push({ person, post, link });
	}
	return authors;
}

export type Received = { to: string[]; raw: string };

/** A real mail server on a free port; what it refuses is said by `refuse`. */
export async function aMailServer(refuse: (to: string) => boolean = () => false) {
	const received: Received[] = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS', 'AUTH'],
		onRcptTo({ address }, _session, done) {
			done(
				refuse(address)
					? Object.assign(new Error('No such mailbox here'), { responseCode: 550 })
					: null,
			);
		},
		onData(stream, session, done) {
			const parts: Buffer[] = [];
			stream.on('data', (part: Buffer) => parts.push(part));
			stream.on('end', () => {
				const to = session.envelope.rcptTo.map(({ address }) => address);
				// Unfolded: long headers (RFC 5322) and soft line breaks of quoted-printable (RFC 2045).
				const text = Buffer.concat(parts).toString('utf8');
				const raw = text.replaceAll('=\r\n', '').replace(/\r\n[ \t]+/g, ' ');
				received.push({ to, raw });
				done();
			});
		},
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const address = server.server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	return {
		received,
		url: `smtp://127.0.0.1:${port}`,
		close: () => new Promise<void>((closed) => server.close(() => closed())),
	};
}
