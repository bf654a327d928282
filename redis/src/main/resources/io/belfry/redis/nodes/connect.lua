-- One more connection of an app that may have so many.
-- KEYS: connections of the app. ARGV: node, lease, most.
if isOver(ARGV[2]) then
  return {-1}
end
local all = 0
for _, each in ipairs(redis.call('HVALS', KEYS[1])) do
  all = all + tonumber(each)
end
if all >= tonumber(ARGV[3]) then
  return {0}
end
redis.call('HINCRBY', KEYS[1], ARGV[1], 1)
return {1}
