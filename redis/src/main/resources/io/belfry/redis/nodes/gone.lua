-- Whether a user without connections has not come back, and is gone now.
-- KEYS: user.
if redis.call('HLEN', KEYS[1]) == 1 and redis.call('HEXISTS', KEYS[1], '') == 1 then
  return {redis.call('DEL', KEYS[1])}
end
return {0}
