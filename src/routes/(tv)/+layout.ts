/** Displays have a script of their own, without the router: components/display/mount.ts. */
export const csr = false;
