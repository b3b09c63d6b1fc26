import type { SendMailOptions, Transporter } from 'nodemailer';
import { readEnv } from '../env.ts';

export type Mail = Required<Pick<SendMailOptions, 'subject' | 'text' | 'html' | 'messageId'>> & {
	to: { name: string; address: string };
	/** Where one's mail program ends these mails by itself (RFC 8058), without a page to open. */
	unsubscribe: string;
};

/** A mail server that says nothing for so long is away. */
const TIMEOUT_MS = 20_000;

/** Sends mails one after the other over one connection. */
export type Mailer = {
	/** Resolves once the mail server has taken it. Throws what the server says. */
	send(mail: Mail): Promise<void>;
	close(): void;
};

async function transportTo(url: string, from: string): Promise<Transporter> {
	// With the first mail: most processes send none.
	const { createTransport } = await import('nodemailer');
	return createTransport(
		{
			...{ url, pool: true, maxConnections: 1, disableFileAccess: true, disableUrlAccess: true },
			...{ connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS },
		},
		{ from },
	);
}

/** The mail server of LAUREL_SMTP_URL; null where none is set: then nobody gets mail. The caller closes it. */
export function mailer(
	{ LAUREL_SMTP_URL: url, LAUREL_MAIL_FROM: from } = readEnv(),
): Mailer | null {
	if (!url || !from) return null;
	let transport: Promise<Transporter> | undefined;
	return {
		async send({ unsubscribe, ...mail }) {
			transport ??= transportTo(url, from);
			await (
				await transport
			).sendMail({
				...mail,
				headers: {
					'List-Unsubscribe': `<${unsubscribe}>`,
					'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
					// RFC 3834: nobody's absence note is an answer to it.
					'Auto-Submitted': 'auto-generated',
				},
			});
		},
		close: () => void transport?.then((opened) => opened.close()),
	};
}
