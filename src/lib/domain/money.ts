/** The currencies of ISO 4217 that this runtime knows, by code. */
export const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
