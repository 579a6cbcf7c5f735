/** Examples of the documentation; a test sends them. */

/** A secret as it is shown. */
export const secretExample = { name: 'SHOP_TOKEN', source: 'stored', updated_at: '2026-11-26T08:00:00.000Z' };

/** A body of `PUT /secrets/{name}`. */
export const newSecretExample = { value: 'a-long-random-token' };
