-- Whether a key is new.
-- KEYS: key. ARGV: how long it is remembered (milliseconds), shift.
local now = micros() / 1000 + tonumber(ARGV[2])
local till = redis.call('GET', KEYS[1])
if till and tonumber(till) > now then
  return {0}
end
redis.call('SET', KEYS[1], text(now + ARGV[1]), 'PX', ARGV[1])
return {1}
