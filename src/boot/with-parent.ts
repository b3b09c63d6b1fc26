/**
 * Preloaded into the server (`node --import`): when whoever started it is gone without a word (kill -9), the server
 * ends in order instead of holding the port for ever.
 */
const parent = process.ppid;
const timer = setInterval(() => {
	if (process.ppid === parent) return;
	clearInterval(timer);
	process.kill(process.pid, 'SIGTERM');
}, 500);
timer.unref();

export {};
