-- The browsers that push messages go to. endpoint_key is the SHA-256 of the endpoint, in base64 for URLs:
-- an endpoint belongs to one user, who is the last that signed in there. created_at is when its page has
-- last given it. last_delivery is what the browser was last sent, so that another try sends it no second time.
CREATE TABLE belfry_push_subscription (
    endpoint_key  VARCHAR(43)              PRIMARY KEY,
    user_id       VARCHAR(400)             NOT NULL,
    endpoint      VARCHAR(4000)            NOT NULL,
    p256dh        VARCHAR(100)             NOT NULL,
    auth          VARCHAR(30)              NOT NULL,
    created_at    TIMESTAMP WITH TIME ZONE NOT NULL,
    last_delivery UUID
);

CREATE INDEX belfry_push_subscription_user ON belfry_push_subscription (user_id, created_at);
