-- A node has so many subscriptions on a channel without members.
-- KEYS: channel, cache, absence. ARGV: node, lease, how many, shift.
if isOver(ARGV[2]) then
  return {-1}
end
local channel, cache = KEYS[1], KEYS[2]
local before = tonumber(redis.call('HGET', channel, 'n:' .. ARGV[1]) or 0)
local change = tonumber(ARGV[3]) - before
local all = count(channel, ARGV[1], change)
local number = change == 0 and serial(channel, cache) or nextSerial(channel, cache)
local empty, occupied = '0', {}
if all == 0 then
  redis.call('DEL', channel)
  if change < 0 then
    empty = begin(KEYS[3])
  end
elseif all == change then
  occupied = finish(KEYS[3])
end
return {all, all - change, number, answerOf(cache, tonumber(ARGV[4])), empty, occupied}
