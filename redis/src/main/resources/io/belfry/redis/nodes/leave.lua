-- A connection leaves a presence channel, or what is left of it is taken out.
-- KEYS: channel, members, connections, of the node, cache, place, absences of the channel and of the user.
-- ARGV: node, lease of who does it, socket, user, frame, publish.
if isOver(ARGV[2]) then
  return {-1}
end
local channel, members, connections, there, cache, place, vacated, left = unpack(KEYS)
local socket, user = ARGV[3], ARGV[4]
if redis.call('HGET', there, socket) ~= user then
  return {0}
end
redis.call('HDEL', there, socket)
local all = count(channel, ARGV[1], -1)
local list = cmsgpack.unpack(redis.call('HGET', connections, user))
local hash
for at, each in ipairs(list) do
  if each[1] == socket then
    hash = each[4]
    table.remove(list, at)
    break
  end
end
local last, gone, empty = 0, '0', '0'
if #list > 0 then
  redis.call('HSET', connections, user, cmsgpack.pack(list))
  redis.call('HSET', members, user, list[1][3])
else
  last = 1
  gone = begin(left)
  redis.call('HDEL', connections, user)
  redis.call('HDEL', members, user)
  changeDigest(channel, hash)
  tell(ARGV[6], place, nextSerial(channel, cache), hash, '', ARGV[5])
end
if all == 0 then
  redis.call('DEL', channel)
  empty = begin(vacated)
end
return {1, all, last, empty, gone}
