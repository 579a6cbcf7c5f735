/** What the Lua scripts of the ledger have in common: the arithmetic of `ledger/*.ts` in the language of Redis, where one script is one
 *  atomic step. A script reads and judges first and writes last: nothing takes back what a script has written. Every number is a whole one
 *  up to 2^53 − 1, so the doubles of Lua are exact; a sum of two such numbers that is larger is never rounded below 2^53, so comparing it
 *  with 2^53 − 1 is exact too. Numbers are stored and returned as decimal text: `tostring` of Lua keeps 14 digits only. */

/**
 * Stands before each script. KEYS, all of one tenant: 1 the reservation (hash), 2 balances of accounts (hash), 3 names of accounts (sorted by
 * name), 4 ids of open reservations (sorted by name), 5 closed ones that are remembered (sorted by when something was last told of them), 6
 * accounts of single executions by closed reservation (hash). ARGV[1] is the id of the reservation, ARGV[2] the beginning of names of
 * accounts that belong to a single execution.
 */
const definitions = `
local LARGEST = 9007199254740991
local reservation_key, balances_key, names_key, open_key, closed_key, passing_key = unpack(KEYS)
local id = ARGV[1]
local balances, charged = {}, {}

local function text(amount)
  return string.format('%.0f', amount)
end

local function damaged(what)
  error({ damage = what })
end

-- Nil for what is none: who asks says what is damaged then, and builds no text before.
local function amount(value)
  local number = value and string.find(value, '^%d+$') and tonumber(value)
  return number and number <= LARGEST and number or nil
end

local function contains(list, value)
  for _, one in ipairs(list) do
    if one == value then return true end
  end
  return false
end

local function words(value)
  local list = {}
  for word in string.gmatch(value, '%S+') do list[#list + 1] = word end
  return list
end

-- From ARGV[first] on: id and limit in turns, an empty limit for none.
local function limits_from(first, count)
  local limits = {}
  for index = first, first + 2 * count - 1, 2 do
    limits[#limits + 1] = { id = ARGV[index], limit = tonumber(ARGV[index + 1]) }
  end
  return limits
end

local function distinct_ids(limits)
  local ids = {}
  for _, limited in ipairs(limits) do
    if not contains(ids, limited.id) then ids[#ids + 1] = limited.id end
  end
  return ids
end

local function is_sound(balance)
  return balance.spent >= 0 and balance.reserved >= 0 and balance.spent + balance.reserved <= LARGEST
end

local function balance_of(account)
  if balances[account] then return balances[account] end
  local value = redis.call('HGET', balances_key, account)
  local balance = { spent = 0, reserved = 0, is_new = not value }
  if value then
    local spent, reserved = string.match(value, '^(%d+) (%d+)$')
    balance.spent, balance.reserved = amount(spent), amount(reserved)
    if not (balance.spent and balance.reserved and is_sound(balance)) then
      damaged('account ' .. account .. ' holds ' .. value)
    end
  end
  balance.reserved_before = balance.reserved
  balances[account] = balance
  return balance
end

-- An account that cannot be read lets nothing pass, also where nothing of it changes.
local function charge(accounts, spent, reserved)
  for _, account in ipairs(accounts) do
    local balance = balance_of(account)
    if spent ~= 0 or reserved ~= 0 then
      balance.spent, balance.reserved = balance.spent + spent, balance.reserved + reserved
      if not is_sound(balance) then
        damaged('account ' .. account .. ' would come to ' .. text(balance.spent) .. ' and ' .. text(balance.reserved))
      end
      if not balance.is_charged then charged[#charged + 1] = account end
      balance.is_charged = true
    end
  end
end

-- One command for many values: an even number of them at a time, since Lua hands over some thousands at most.
local function call_for_all(command, key, values)
  for first = 1, #values, 1000 do
    redis.call(command, key, unpack(values, first, math.min(first + 999, #values)))
  end
end

local function write_balances()
  local values, names = {}, {}
  for _, account in ipairs(charged) do
    local balance = balances[account]
    values[#values + 1] = account
    values[#values + 1] = text(balance.spent) .. ' ' .. text(balance.reserved)
    if balance.is_new then
      names[#names + 1] = 0
      names[#names + 1] = account
    end
  end
  call_for_all('HSET', balances_key, values)
  call_for_all('ZADD', names_key, names)
end

-- The first account, in this order, that cannot promise what is needed of it.
local function find_shortage(limits, needed_of)
  for _, limited in ipairs(limits) do
    local needed = needed_of(limited.id)
    if limited.limit and needed > 0 then
      local balance = balance_of(limited.id)
      local available = math.max(0, limited.limit - balance.spent - balance.reserved)
      if needed > available then
        return { account = limited.id, limit = limited.limit, needed = needed, available = available }
      end
    end
  end
end

-- own: what the reservation itself had reserved on that account before.
local function refusal(shortage, own)
  local others = math.max(0, balances[shortage.account].reserved_before - own)
  return {
    'short', shortage.account, text(shortage.limit), text(shortage.needed), text(shortage.available), text(others)
  }
end

local function new_reservation(limits, at)
  return { accounts = distinct_ids(limits), free = 0, opened_at = at, last_at = at, is_open = false, is_new = true }
end

-- A closed one that is not remembered any more is as good as none. A key of a wrong type refuses here, before anything is written.
local function read_reservation()
  local found = redis.call('HMGET', reservation_key, 'accounts', 'free', 'opened_at', 'last_at', 'is_closed')
  if found[5] == '0' and found[1] then
    local state = { accounts = words(found[1]), is_open = true }
    state.free = amount(found[2]) or damaged('reservation ' .. id .. ' has no sound rest')
    state.opened_at = amount(found[3]) or damaged('reservation ' .. id .. ' has no time')
    state.last_at = amount(found[4]) or damaged('reservation ' .. id .. ' has no last time')
    return state
  end
  redis.call('ZSCORE', names_key, id)
  redis.call('ZSCORE', open_key, id)
  local is_remembered = redis.call('ZSCORE', closed_key, id)
  redis.call('HEXISTS', passing_key, id)
  if found[5] == '1' then
    return is_remembered and { accounts = {}, free = 0, is_open = false }
  end
  if redis.call('EXISTS', reservation_key) == 1 then damaged('reservation ' .. id .. ' cannot be read') end
end

-- What a member has spent and holds, and its accounts as text.
local function amounts_of(value)
  local spent, held, accounts = string.match(value, '^(%d+) (%d+)(.*)$')
  spent, held = amount(spent), amount(held)
  if not (spent and held and spent + held <= LARGEST) then
    damaged('a member of reservation ' .. id .. ' has ' .. value)
  end
  return spent, held, accounts
end

local function member_from(value)
  local spent, held, accounts = amounts_of(value)
  return { spent = spent, held = held, accounts = words(accounts) }
end

-- All members, by the name of their field.
local function read_members()
  local members, values = {}, redis.call('HGETALL', reservation_key)
  for index = 1, #values, 2 do
    if string.sub(values[index], 1, 2) == 'm:' then members[values[index]] = member_from(values[index + 1]) end
  end
  return members
end

local function member_text(member)
  local value = text(member.spent) .. ' ' .. text(member.held)
  if #member.accounts > 0 then value = value .. ' ' .. table.concat(member.accounts, ' ') end
  return value
end

-- What a member alone is charged to. What is an account of its reservation as well is charged as that, once.
local function own_accounts(member, reservation)
  local own = {}
  for _, account in ipairs(member.accounts) do
    if not contains(reservation.accounts, account) then own[#own + 1] = account end
  end
  return own
end

-- known: what was there before, false or nil for nothing; then leftovers of what was forgotten go.
local function write_open(state, known)
  if not known then redis.call('DEL', reservation_key) end
  redis.call('HSET', reservation_key, 'free', text(state.free), 'last_at', text(state.last_at))
  if not state.is_new then return end
  redis.call('HSET', reservation_key, 'accounts', table.concat(state.accounts, ' '),
    'opened_at', text(state.opened_at), 'is_closed', '0')
  redis.call('PERSIST', reservation_key)
  redis.call('ZADD', open_key, 0, id)
  redis.call('ZREM', closed_key, id)
  redis.call('HDEL', passing_key, id)
end
`;

/** What a script says when it finds the ledger damaged, instead of its answer; nothing was written then. What Redis refuses (WRONGTYPE, OOM)
 *  is told as Redis told it: it refuses the first write, or none. */
const ending = `
local is_done, outcome = pcall(transition)
if is_done then return outcome end
if type(outcome) == 'table' and outcome.damage then return { 'damaged', outcome.damage } end
return redis.error_reply(tostring(outcome))
`;

/** @param transition Lua that defines `transition()`, which returns the reply. */
export function ledgerScript(transition: string): { readonly lua: string } {
  return { lua: `${definitions}${transition}${ending}` };
}
