-- A node says that it lives, and hears who does not any more.
-- KEYS: nodes, deployment, served.
-- ARGV: node, how long (microseconds), whether it must be there, a name for a new deployment, format, what it serves.
-- Answers when it is over, the name of the deployment, who lives no more and how many live; or why it is refused:
-- -1 it was over, -2 the format of older or newer nodes, -3 the others are of another deployment.
local now = micros()
local till = tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]) or 0)
if ARGV[3] == '1' and till < now then
  return {-1}
end
redis.call('HSETNX', KEYS[2], 'format', ARGV[5])
local format = redis.call('HGET', KEYS[2], 'format')
if format ~= ARGV[5] then
  return {-2, format}
end
if ARGV[3] == '0' then
  if redis.call('ZCOUNT', KEYS[1], text(now), '+inf') == 0 then
    redis.call('DEL', KEYS[3])
  end
  local shared = redis.call('EXISTS', KEYS[3]) == 0
  for i = 6, #ARGV do
    shared = shared or redis.call('SISMEMBER', KEYS[3], ARGV[i]) == 1
  end
  if not shared then
    return {-3}
  end
  redis.call('SADD', KEYS[3], unpack(ARGV, 6))
end
redis.call('ZADD', KEYS[1], text(now + ARGV[2]), ARGV[1])
redis.call('HSETNX', KEYS[2], 'born', ARGV[4])
return {
  text(now + ARGV[2]), redis.call('HGET', KEYS[2], 'born'),
  redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', '(' .. text(now - 1000000)),
  redis.call('ZCOUNT', KEYS[1], text(now), '+inf')
}
