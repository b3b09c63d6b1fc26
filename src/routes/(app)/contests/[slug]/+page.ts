/** The board has a script of its own, without the router: components/board/mount.ts. */
export const csr = false;
