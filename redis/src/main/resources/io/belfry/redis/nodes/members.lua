-- All members of a presence channel, to tell them all anew, unless they are known.
-- KEYS: channel, members, cache. ARGV: digest of the known, whether to tell anyway, lease.
if isOver(ARGV[3]) then
  return {-1}
end
if ARGV[2] == '0' and digest(KEYS[1]) == ARGV[1] then
  return {0}
end
local number = nextSerial(KEYS[1], KEYS[3])
return {number, digest(KEYS[1]), redis.call('HGETALL', KEYS[2])}
