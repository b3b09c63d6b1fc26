const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 120;
/** Where there is no terminal (a log file, CI), a line this often is enough. */
const LINE_MS = 10_000;

export type Progress = {
	/** Runs `work` and shows its name and the seconds it takes; `work` may add a detail such as "40 %". */
	step<T>(name: string, work: (detail: (text: string) => void) => Promise<T>): Promise<T>;
	/** Stops drawing, whatever still runs. */
	close(): void;
};

const seconds = (since: number) => ((Date.now() - since) / 1000).toFixed(1);

/** Shows what is being done and for how long, several things at once too, on a terminal or in a log. */
export function createProgress(out: NodeJS.WriteStream = process.stdout): Progress {
	const running = new Map<string, { since: number; detail: string }>();
	const terminal = out.isTTY === true;
	let frame = 0;
	const wipe = () => (terminal ? out.write('\r\x1b[K') : undefined);
	const draw = () => {
		if (running.size === 0) return;
		const parts = [...running].map(
			([name, { since, detail }]) => `${name}${detail && ` ${detail}`} … ${seconds(since)} s`,
		);
		if (terminal) {
			const line = `${FRAMES[frame++ % FRAMES.length]} ${parts.join(' · ')}`;
			out.write(`\r\x1b[K${line.slice(0, (out.columns || 80) - 1)}`);
		} else out.write(`  ${parts.join(', ')}\n`);
	};
	const timer = setInterval(draw, terminal ? FRAME_MS : LINE_MS);
	timer.unref();
	return {
		async step(name, work) {
			const state = { since: Date.now(), detail: '' };
			running.set(name, state);
			if (terminal) draw();
			try {
				const result = await work((text) => (state.detail = text));
				running.delete(name);
				wipe();
				out.write(`✓ ${name} (${seconds(state.since)} s)\n`);
				return result;
			} catch (error) {
				running.delete(name);
				wipe();
				out.write(`✗ ${name} (${seconds(state.since)} s)\n`);
				throw error;
			}
		},
		close() {
			clearInterval(timer);
			wipe();
			running.clear();
		},
	};
}
