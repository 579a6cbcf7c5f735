/** Gives back all that a reservation has: `closeReservation` in Lua. What its members have spent is remembered for a while.
 *
 *  Keys: those of `ledgerScript`. Arguments behind its two: for how many ms it is remembered, how many older ones are forgotten with it.
 *  Returns `ok` or `damaged` (what).
 *  Changes: the reservation (it expires by the server's clock as well), its members, its place in the indexes, balances of accounts. Forgets
 *  a few reservations of which nothing was told for so long, and accounts of single executions with them; what such an account still has
 *  reserved keeps it. Nothing for one that is unknown or closed. */
import { ledgerScript } from './ledger-prelude.js';

/** See the head of this file. */
export const ledgerCloseScript = ledgerScript(`
local function passing_accounts(state, members)
  local found, is_found = {}, {}
  local function collect(accounts)
    for _, account in ipairs(accounts) do
      local is_passing = string.sub(account, 1, #ARGV[2]) == ARGV[2]
      if is_passing and not is_found[account] then found[#found + 1] = account end
      is_found[account] = true
    end
  end
  collect(state.accounts)
  for _, member in pairs(members) do collect(member.accounts) end
  return found
end

-- What is forgotten: reservations, and the accounts that go with them.
local function find_old(before)
  local ids = redis.call('ZRANGEBYSCORE', closed_key, '-inf', '(' .. text(before), 'LIMIT', 0, tonumber(ARGV[4]))
  local accounts = {}
  for _, old in ipairs(ids) do
    for _, account in ipairs(words(redis.call('HGET', passing_key, old) or '')) do
      local value = redis.call('HGET', balances_key, account)
      if not balances[account] and value and string.find(value, '^%d+ 0$') then accounts[#accounts + 1] = account end
    end
  end
  return { ids = ids, accounts = accounts }
end

local function forget(old)
  call_for_all('HDEL', balances_key, old.accounts)
  call_for_all('ZREM', names_key, old.accounts)
  for _, forgotten in ipairs(old.ids) do
    redis.call('ZREM', closed_key, forgotten)
    redis.call('HDEL', passing_key, forgotten)
  end
end

-- From here on the members hold nothing.
local function let_go(members)
  local values = {}
  for field, member in pairs(members) do
    if member.held > 0 then
      member.held = 0
      values[#values + 1] = field
      values[#values + 1] = member_text(member)
    end
  end
  call_for_all('HSET', reservation_key, values)
end

local function transition()
  local known = read_reservation()
  if not known or not known.is_open then return { 'ok' } end
  local members = read_members()
  charge(known.accounts, 0, -known.free)
  for _, member in pairs(members) do
    charge(known.accounts, 0, -member.held)
    charge(own_accounts(member, known), 0, -member.held)
  end
  local passing = passing_accounts(known, members)
  local old = find_old(known.last_at - tonumber(ARGV[3]))
  redis.call('HSET', reservation_key, 'free', '0', 'is_closed', '1')
  let_go(members)
  redis.call('PEXPIRE', reservation_key, ARGV[3])
  redis.call('ZREM', open_key, id)
  redis.call('ZADD', closed_key, text(known.last_at), id)
  if #passing > 0 then redis.call('HSET', passing_key, id, table.concat(passing, ' ')) end
  write_balances()
  forget(old)
  return { 'ok' }
end
`);
