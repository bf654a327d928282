-- All members of a presence channel, to tell them all anew, unless they are known, or changes are under way.
-- KEYS: channel, members, cache. ARGV: digest of the known, whether to tell anyway, lease, serial of the known,
-- whether to wait for changes.
if isOver(ARGV[3]) then
  return {-1}
end
if ARGV[2] == '0' and digest(KEYS[1]) == ARGV[1] then
  return {0}
end
if ARGV[5] == '1' and serial(KEYS[1], KEYS[3]) > tonumber(ARGV[4]) then
  return {-2}
end
local number = nextSerial(KEYS[1], KEYS[3])
return {number, digest(KEYS[1]), redis.call('HGETALL', KEYS[2])}
