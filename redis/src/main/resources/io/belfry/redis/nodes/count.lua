-- A node has so many subscriptions on a channel without members.
-- KEYS: channel, cache. ARGV: node, lease, how many, shift.
if isOver(ARGV[2]) then
  return {-1}
end
local channel, cache = KEYS[1], KEYS[2]
local before = tonumber(redis.call('HGET', channel, 'n:' .. ARGV[1]) or 0)
local all = count(channel, ARGV[1], tonumber(ARGV[3]) - before)
local last = serial(channel, cache)
if all == 0 then
  redis.call('DEL', channel)
end
return {all, all - tonumber(ARGV[3]) + before, last, answerOf(cache, tonumber(ARGV[4]))}
