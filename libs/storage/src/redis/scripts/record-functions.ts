/** What the scripts that write a record have in common. They see KEYS[1], the record, and KEYS[2], the token of the write, and begin their
 *  arguments alike:
 *
 *  1 the second after which the write may not happen any more, or nothing;
 *  2, 3 `labels` and `marks` of the record that the writer planned for, both empty for none;
 *  4 the marks that it planned, or nothing without a plan;
 *  5, 6, 7 `value`, `lock` and `labels` of the new record.
 *
 *  Answers: `repeated`: this write was executed before; `late`; `plan` with `labels` and `marks`: the labels change, and what the writer
 *  planned for, if it did, is not what stands there; `kept`: written, the index members stay; `planned`: written with the planned marks. */
export const recordFunctions = `
-- Why the write does not happen now, before anything else is judged.
local function hindrance()
  if redis.call('EXISTS', KEYS[2]) == 1 then return {'repeated'} end
  if ARGV[1] ~= '' and tonumber(redis.call('TIME')[1]) > tonumber(ARGV[1]) then return {'late'} end
end

-- What the labels need, before the first change.
local function needOfLabels()
  local stored = redis.call('HMGET', KEYS[1], 'labels', 'marks')
  if stored[1] == ARGV[7] then return {'kept'} end
  local labels, marks = stored[1] or '', stored[2] or ''
  if ARGV[4] ~= '' and labels == ARGV[2] and marks == ARGV[3] then return {'planned'} end
  return {'plan', labels, marks}
end

local function remember()
  redis.call('SET', KEYS[2], '1', 'EX', 30)
end

local function put(need)
  redis.call('HSET', KEYS[1], 'value', ARGV[5], 'lock', ARGV[6])
  if need[1] == 'planned' then redis.call('HSET', KEYS[1], 'labels', ARGV[7], 'marks', ARGV[4]) end
  remember()
end
`;
