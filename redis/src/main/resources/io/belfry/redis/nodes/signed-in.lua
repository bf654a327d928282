-- A node has so many signed-in connections of a user. Without any the user stays for a while, in case of coming back.
-- KEYS: user. ARGV: node, lease, how many, how long (milliseconds) a user without connections stays.
if isOver(ARGV[2]) then
  return {-1}
end
local user = KEYS[1]
local online = redis.call('EXISTS', user)
if ARGV[3] == '0' then
  if redis.call('HDEL', user, ARGV[1]) == 0 then
    return {online, 0}
  end
  if redis.call('HLEN', user) > (redis.call('HEXISTS', user, '') == 1 and 1 or 0) then
    return {online, 0}
  end
  redis.call('HSET', user, '', '1')
  redis.call('PEXPIRE', user, ARGV[4])
  return {online, 1}
end
redis.call('HSET', user, ARGV[1], ARGV[3])
redis.call('HDEL', user, '')
redis.call('PERSIST', user)
return {online, 0}
