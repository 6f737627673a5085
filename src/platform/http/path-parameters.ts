/** The form of every id in a path, whatever its version. */
export const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The form of every number in a path: decimal, without leading zeros, within an int. */
export const ORDINAL = /^[1-9][0-9]{0,8}$/;
