-- Keeps the last event of a cache channel, and tells it.
-- KEYS: channel, cache, place. ARGV: frame, data, how long (milliseconds), except, publish, shift.
local channel, cache = KEYS[1], KEYS[2]
local number = nextSerial(channel, cache)
local till = micros() / 1000 + tonumber(ARGV[6]) + tonumber(ARGV[3])
redis.call('SET', cache, cmsgpack.pack({ARGV[1], ARGV[2], till, number}), 'PX', ARGV[3])
tell(ARGV[5], KEYS[3], number, NOBODY, ARGV[4], ARGV[1])
return {number}
