/** Opens a reservation on all of its accounts or on none: `openReservation` in Lua.
 *
 *  Keys: those of `ledgerScript`. Arguments behind its two: amount, opened at, then id and limit of each account in turns.
 *  Returns `ok`, `short` (account, limit, needed, available, reserved by others) or `damaged` (what).
 *  Changes: the reservation, its place in the indexes, balances and names of its accounts; after `short` and `damaged` nothing. Told again
 *  it finds the reservation open and changes nothing. */
import { ledgerScript } from './ledger-prelude.js';

/** See the head of this file. */
export const ledgerOpenScript = ledgerScript(`
local function transition()
  local known = read_reservation()
  if known and known.is_open then return { 'ok' } end
  local needed = tonumber(ARGV[3])
  local limits = limits_from(5, (#ARGV - 4) / 2)
  local shortage = find_shortage(limits, function() return needed end)
  if shortage then return refusal(shortage, 0) end
  local state = new_reservation(limits, tonumber(ARGV[4]))
  state.free = needed
  charge(state.accounts, 0, needed)
  write_open(state, known)
  write_balances()
  return { 'ok' }
end
`);
