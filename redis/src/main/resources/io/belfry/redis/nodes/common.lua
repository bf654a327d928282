-- Stands before every script. Numbers of this size lose digits when Lua writes them by itself: text() keeps them.

local function micros()
  local time = redis.call('TIME')
  return time[1] * 1000000 + time[2]
end

local function text(number)
  return string.format('%.0f', number)
end

-- Whether the lease of who asks is over, by the clock of this Redis.
local function isOver(lease)
  return micros() > tonumber(lease)
end

-- What a cache channel keeps: frame, data, until when (milliseconds), serial.
local function kept(cache, shift)
  local value = redis.call('GET', cache)
  if not value then
    return false
  end
  local event = cmsgpack.unpack(value)
  local left = event[3] - (micros() / 1000 + shift)
  return event, left
end

local function answerOf(cache, shift)
  local event, left = kept(cache, shift)
  if not event or left <= 0 then
    return {}
  end
  return {event[1], event[2], math.ceil(left)}
end

local function serial(channel, cache)
  local last = tonumber(redis.call('HGET', channel, 's') or 0)
  local event = kept(cache, 0)
  if event then
    last = math.max(last, event[4])
  end
  return last
end

-- By the time, so that it grows even when all that was known is lost.
local function nextSerial(channel, cache)
  local next = math.max(micros(), serial(channel, cache) + 1)
  if redis.call('EXISTS', channel) == 1 then
    redis.call('HSET', channel, 's', text(next))
  end
  return next
end

local NOBODY = string.rep('\0', 8)

local function digest(channel)
  return redis.call('HGET', channel, 'd') or NOBODY
end

-- The digest of a set of users: each one put to it, or taken from it.
local function changeDigest(channel, user)
  local a, b = struct.unpack('>I4I4', digest(channel))
  local c, d = struct.unpack('>I4I4', user)
  local changed = struct.pack('>I4I4', bit.bxor(a, c) % 4294967296, bit.bxor(b, d) % 4294967296)
  redis.call('HSET', channel, 'd', changed)
end

-- As Message has it; what a script tells has no origin. user is who has come or gone.
local function tell(publish, place, number, user, except, frame)
  redis.call(publish, place,
    '\1\0' .. string.char(#except) .. NOBODY .. NOBODY .. struct.pack('>I8', number) .. user .. except .. frame)
end

local function count(channel, node, by)
  if redis.call('HINCRBY', channel, 'n:' .. node, by) == 0 then
    redis.call('HDEL', channel, 'n:' .. node)
  end
  return redis.call('HINCRBY', channel, 't', by)
end

-- Webhooks wait a minute at most before they tell of it.
local ABSENCE_KEPT = 120

-- An absence begins; by its number the nodes agree who tells of it.
local function begin(absence)
  local number = text(micros())
  redis.call('DEL', absence)
  redis.call('HSET', absence, 'since', number)
  redis.call('EXPIRE', absence, ABSENCE_KEPT)
  return number
end

-- It has ended: who was told of it, and nothing when there was none.
local function finish(absence)
  local told = redis.call('HKEYS', absence)
  redis.call('DEL', absence)
  return told
end
