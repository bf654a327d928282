-- What has been published for an app that may only publish so much; answers what is left now, in thousandths.
-- KEYS: what was left, and when: a hash. ARGV: how many a second, how many have been published.
local now = micros()
local rate = tonumber(ARGV[1])
local was = redis.call('HMGET', KEYS[1], 'left', 'at')
local left = rate
if was[1] then
  left = math.min(rate, was[1] / 1000 + math.max(0, now - was[2]) / 1000000 * rate)
end
left = left - ARGV[2]
redis.call('HSET', KEYS[1], 'left', text(left * 1000), 'at', text(now))
-- By then it is full again, as it is where nothing is known.
redis.call('PEXPIRE', KEYS[1], text(math.ceil((rate - left) / rate * 1000) + 1000))
return {math.floor(left * 1000)}
