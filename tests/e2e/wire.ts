import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to the portal that can be cut: what a pulled plug does to a browser, its sockets and its service worker alike. */
export class Wire {
	readonly #to: number;
	readonly #open = new Set<Socket>();
	readonly #server = createServer((near) => {
		const far = connect({ port: this.#to, host: '127.0.0.1' });
		for (const [one, other] of [
			[near, far],
			[far, near],
		] as const) {
			this.#open.add(one);
			one.on('error', () => other.destroy());
			one.on('close', () => {
				this.#open.delete(one);
				other.destroy();
			});
			one.pipe(other);
		}
	});
	#port = 0;

	constructor(url: string) {
		this.#to = Number(new URL(url).port);
	}

	/** Where it begins. */
	get url(): string {
		return `http://localhost:${this.#port}`;
	}

	/** Lets everything through, at the same address each time. */
	async mend(): Promise<void> {
		this.#server.listen(this.#port, '127.0.0.1');
		await once(this.#server, 'listening');
		this.#port = (this.#server.address() as AddressInfo).port;
	}

	/** From now on nothing comes through, and what was on its way is lost. */
	async cut(): Promise<void> {
		const closed = once(this.#server, 'close');
		this.#server.close();
		for (const socket of this.#open) socket.destroy();
		await closed;
	}
}
