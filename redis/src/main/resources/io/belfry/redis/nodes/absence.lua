-- Whether somebody is told that a place was left: nobody has come back, and it was not said yet.
-- KEYS: of the absence, what is there while somebody is. ARGV: number of the absence, who is told, field of the user.
local returned
if ARGV[3] == '' then
  returned = redis.call('EXISTS', KEYS[2]) == 1
else
  returned = redis.call('HEXISTS', KEYS[2], ARGV[3]) == 1
end
if returned or redis.call('HGET', KEYS[1], 'since') ~= ARGV[1] then
  return {0}
end
return {redis.call('HSETNX', KEYS[1], ARGV[2], '1')}
