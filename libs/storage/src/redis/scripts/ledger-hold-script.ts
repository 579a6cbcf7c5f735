/** Sets what a member of a reservation has spent and holds: `holdMember` in Lua.
 *
 *  Keys: those of `ledgerScript`. Arguments behind its two: member, spent, held, at, number of accounts of the reservation, then id and limit
 *  of each of those in turns, then of each account of the member alone.
 *  Returns `ok`, `short` (account, limit, needed, available, reserved by others) or `damaged` (what).
 *  Changes: the reservation, the member, balances and names of accounts; opens a reservation that is not open. After `short` only what was
 *  spent has changed, after `damaged` nothing. Its figures are absolute: told again it changes nothing. */
import { ledgerScript } from './ledger-prelude.js';

/** See the head of this file. */
export const ledgerHoldScript = ledgerScript(`
local field = 'm:' .. ARGV[3]

local function read_member(known)
  local value = known and redis.call('HGET', reservation_key, field)
  return value and member_from(value)
end

-- Turns promises into money that is gone: those of the member first, then the free ones; beyond that, the accounts grow.
local function settle(state, member, told)
  local grown = math.max(0, told - member.spent)
  local from_held = math.min(member.held, grown)
  local from_free = math.min(state.free, grown - from_held)
  charge(state.accounts, grown, -from_held - from_free)
  charge(own_accounts(member, state), grown, -from_held)
  state.free = state.free - from_free
  member.spent, member.held = member.spent + grown, member.held - from_held
end

-- Gives the member what it wants (less than 0: takes it back, it becomes free), what is lacking from the accounts.
local function grow(state, member, wanted, lacking)
  charge(state.accounts, 0, lacking)
  charge(own_accounts(member, state), 0, wanted)
  state.free, member.held = state.free + lacking - wanted, member.held + wanted
end

-- What the reservation has reserved on an account as it was: asked before anything is written. Of its thousands of members most hold
-- nothing, and those are passed over unread.
local function reserved_on(account, known)
  if not known or balance_of(account).reserved_before == 0 then return 0 end
  local is_shared = contains(known.accounts, account)
  local sum = is_shared and known.free_before or 0
  local values = redis.call('HGETALL', reservation_key)
  for index = 1, #values, 2 do
    local value = values[index + 1]
    if string.find(values[index], '^m:') and string.match(value, '^%d+ (%d+)') ~= '0' then
      local _, held, accounts = amounts_of(value)
      if is_shared or contains(words(accounts), account) then sum = sum + held end
    end
  end
  return sum
end

local function transition()
  local known = read_reservation()
  local spent, held, at, count = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
  local limits = limits_from(8, count)
  local own_limits = limits_from(8 + 2 * count, (#ARGV - 7 - 2 * count) / 2)
  local state = known and known.is_open and known or new_reservation(limits, at)
  state.free_before, state.last_at = state.free, math.max(state.last_at, at)
  local member = read_member(known) or { spent = 0, held = 0, accounts = distinct_ids(own_limits) }
  settle(state, member, spent)
  local wanted = held - member.held
  local lacking = math.max(0, wanted - state.free)
  for _, limited in ipairs(own_limits) do limits[#limits + 1] = limited end
  local shortage = find_shortage(limits, function(account)
    if contains(state.accounts, account) then return lacking end
    return contains(member.accounts, account) and wanted or 0
  end)
  local reply = { 'ok' }
  if shortage then
    reply = refusal(shortage, reserved_on(shortage.account, known))
  else
    grow(state, member, wanted, lacking)
  end
  -- Without an account nothing else would notice.
  if state.free > LARGEST or member.spent + member.held > LARGEST then
    damaged('reservation ' .. id .. ' would come to more than is exact')
  end
  write_open(state, known)
  redis.call('HSET', reservation_key, field, member_text(member))
  write_balances()
  return reply
end
`);
