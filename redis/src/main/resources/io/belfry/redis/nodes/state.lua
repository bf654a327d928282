-- What may be asked about a channel, and what a newcomer without members is told.
-- KEYS: channel, members, cache. ARGV: shift.
return {
  redis.call('HGET', KEYS[1], 't') or '0', redis.call('HLEN', KEYS[2]), serial(KEYS[1], KEYS[3]),
  answerOf(KEYS[3], tonumber(ARGV[1]))
}
