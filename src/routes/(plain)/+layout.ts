/** No script: these pages are for engines that run none of ours. */
export const csr = false;
