/** A page to read: nothing of it needs a script. */
export const csr = false;
