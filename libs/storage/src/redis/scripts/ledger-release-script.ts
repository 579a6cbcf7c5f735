/** Gives back what is free of a reservation: `releaseReservation` in Lua.
 *
 *  Keys: those of `ledgerScript`. Arguments: its two.
 *  Returns `ok` or `damaged` (what).
 *  Changes: the rest of the reservation, balances of its accounts; nothing for one that is unknown, closed, or has no rest. */
import { ledgerScript } from './ledger-prelude.js';

/** See the head of this file. */
export const ledgerReleaseScript = ledgerScript(`
local function transition()
  local known = read_reservation()
  if not known or known.free == 0 then return { 'ok' } end
  charge(known.accounts, 0, -known.free)
  redis.call('HSET', reservation_key, 'free', '0')
  write_balances()
  return { 'ok' }
end
`);
