-- Who is there. A user without a socket is there up to due_at, when somebody has to look; shown is
-- what others have been told.
CREATE TABLE belfry_presence (
    user_id   VARCHAR(400) PRIMARY KEY,
    connected BOOLEAN      NOT NULL,
    until     TIMESTAMP WITH TIME ZONE,
    due_at    TIMESTAMP WITH TIME ZONE,
    shown     BOOLEAN      NOT NULL,
    status    VARCHAR(16)  NOT NULL,
    text      VARCHAR(400),
    last_seen TIMESTAMP WITH TIME ZONE
);

CREATE INDEX belfry_presence_due ON belfry_presence (due_at);
