-- A node says that it lives, and hears who does not any more.
-- KEYS: nodes, deployment. ARGV: node, how long (microseconds), whether it must be there, a name for a new deployment, format.
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
redis.call('ZADD', KEYS[1], text(now + ARGV[2]), ARGV[1])
redis.call('HSETNX', KEYS[2], 'born', ARGV[4])
return {
  text(now + ARGV[2]), redis.call('HGET', KEYS[2], 'born'),
  redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', '(' .. text(now - 1000000)),
  redis.call('ZCOUNT', KEYS[1], text(now), '+inf')
}
