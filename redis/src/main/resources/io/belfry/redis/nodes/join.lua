-- A connection of a user joins a presence channel, or says anew who it is.
-- KEYS: channel, members, connections, of this node, cache, place, absences of the channel and of the user.
-- ARGV: node, lease, socket, user, info, hash, most members, frame, publish, shift, tell others, whom not.
if isOver(ARGV[2]) then
  return {-1}
end
local channel, members, connections, here, cache, place, vacated, left = unpack(KEYS)
local node, socket, user, info, hash = ARGV[1], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local packed = redis.call('HGET', connections, user)
local list = packed and cmsgpack.unpack(packed) or {}
local standing = redis.call('HGET', here, socket)
local first, occupied, returned = 0, {}, {}
if standing == user then
  for _, each in ipairs(list) do
    if each[1] == socket then
      each[3] = info
    end
  end
elseif not standing then
  if #list == 0 and redis.call('HLEN', members) >= tonumber(ARGV[7]) then
    return {-2}
  end
  redis.call('HSET', here, socket, user)
  if count(channel, node, 1) == 1 then
    occupied = finish(vacated)
  end
  list[#list + 1] = {socket, node, info, hash}
end
if #list > 0 then
  redis.call('HSET', connections, user, cmsgpack.pack(list))
  redis.call('HSET', members, user, list[1][3])
end
local number = serial(channel, cache)
if not standing and #list == 1 then
  first = 1
  returned = finish(left)
  number = nextSerial(channel, cache)
  changeDigest(channel, hash)
  if ARGV[11] == '1' then
    tell(ARGV[9], place, number, hash, ARGV[12], ARGV[8])
  end
end
return {
  redis.call('HGET', channel, 't'), standing and 0 or 1, first, number, digest(channel),
  answerOf(cache, tonumber(ARGV[10])), redis.call('HGETALL', members), occupied, returned
}
