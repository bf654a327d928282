-- Texts have room for twice the characters they may have, as H2 counts some of them as two.

-- What stands in the bells of users. position is the version that the bell of its user had when the item
-- was written: that row is locked up to the commit, so nothing ever appears below what a page has read.
CREATE TABLE belfry_notification (
    id          UUID                     PRIMARY KEY,
    user_id     VARCHAR(400)             NOT NULL,
    position    BIGINT                   NOT NULL,
    type        VARCHAR(400)             NOT NULL,
    group_key   VARCHAR(400),
    importance  VARCHAR(10)              NOT NULL,
    title       VARCHAR(400)             NOT NULL,
    message     VARCHAR(4000),
    action_url  VARCHAR(4000),
    data        TEXT                     NOT NULL,
    occurrences INTEGER                  NOT NULL,
    created_at  TIMESTAMP WITH TIME ZONE NOT NULL,
    seen_at     TIMESTAMP WITH TIME ZONE,
    read_at     TIMESTAMP WITH TIME ZONE,
    archived_at TIMESTAMP WITH TIME ZONE,
    expires_at  TIMESTAMP WITH TIME ZONE,
    -- What the marks come to, for the indexes: is_unread holds for what is neither read nor archived.
    is_archived BOOLEAN                  NOT NULL,
    is_unread   BOOLEAN                  NOT NULL
);

CREATE INDEX belfry_notification_listed ON belfry_notification (user_id, is_archived, position);
CREATE INDEX belfry_notification_unread ON belfry_notification (user_id, is_unread, position);
CREATE INDEX belfry_notification_group ON belfry_notification (user_id, group_key, is_unread);
CREATE INDEX belfry_notification_expiry ON belfry_notification (expires_at);
CREATE INDEX belfry_notification_age ON belfry_notification (created_at);

-- What the bell of a user shows. Changed in the transaction that changes the items, and never counted.
CREATE TABLE belfry_bell (
    user_id VARCHAR(400) PRIMARY KEY,
    unread  INTEGER      NOT NULL,
    unseen  INTEGER      NOT NULL,
    version BIGINT       NOT NULL
);

-- A row for each other way of a notification to a user. due_at is null once it is finished. content is
-- null where it is that of the item, which is looked up when it is sent.
CREATE TABLE belfry_delivery (
    id              UUID                     PRIMARY KEY,
    notification_id UUID                     NOT NULL,
    user_id         VARCHAR(400)             NOT NULL,
    route           VARCHAR(50)              NOT NULL,
    type            VARCHAR(400)             NOT NULL,
    importance      VARCHAR(10)              NOT NULL,
    content         TEXT,
    state           VARCHAR(10)              NOT NULL,
    due_at          TIMESTAMP WITH TIME ZONE,
    claimed_until   TIMESTAMP WITH TIME ZONE,
    attempts        INTEGER                  NOT NULL,
    failure         VARCHAR(1000),
    created_at      TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at      TIMESTAMP WITH TIME ZONE,
    delivered_at    TIMESTAMP WITH TIME ZONE,
    finished_at     TIMESTAMP WITH TIME ZONE
);

CREATE INDEX belfry_delivery_due ON belfry_delivery (route, due_at);
CREATE INDEX belfry_delivery_notification ON belfry_delivery (notification_id);
CREATE INDEX belfry_delivery_age ON belfry_delivery (finished_at);

-- What is for more users than one transaction can hold: written out page by page. reached is the last
-- user that has it already; members holds users who were named one by one.
CREATE TABLE belfry_dispatch (
    id         UUID                     PRIMARY KEY,
    type       VARCHAR(400)             NOT NULL,
    kind       VARCHAR(20)              NOT NULL,
    name       VARCHAR(400)             NOT NULL,
    group_id   VARCHAR(400),
    members    TEXT,
    sending    TEXT                     NOT NULL,
    state      VARCHAR(10)              NOT NULL,
    reached    VARCHAR(400),
    written    BIGINT                   NOT NULL,
    due_at     TIMESTAMP WITH TIME ZONE,
    attempts   INTEGER                  NOT NULL,
    failure    VARCHAR(1000),
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    finished_at TIMESTAMP WITH TIME ZONE
);

CREATE INDEX belfry_dispatch_due ON belfry_dispatch (due_at);
CREATE INDEX belfry_dispatch_age ON belfry_dispatch (finished_at);

-- What a user has chosen. Without a row a route is open.
CREATE TABLE belfry_preference (
    user_id VARCHAR(400) NOT NULL,
    type    VARCHAR(400) NOT NULL,
    route   VARCHAR(50)  NOT NULL,
    is_open BOOLEAN      NOT NULL,
    PRIMARY KEY (user_id, type, route)
);

-- When a user may be interrupted, and how often LOW notifications come.
CREATE TABLE belfry_quiet (
    user_id        VARCHAR(400) PRIMARY KEY,
    zone           VARCHAR(100),
    quiet_from     VARCHAR(5),
    quiet_to       VARCHAR(5),
    muted_until    TIMESTAMP WITH TIME ZONE,
    digest_minutes INTEGER NOT NULL
);

-- What waits to be gathered into one item.
CREATE TABLE belfry_digest (
    id         UUID                     PRIMARY KEY,
    user_id    VARCHAR(400)             NOT NULL,
    type       VARCHAR(400)             NOT NULL,
    title      VARCHAR(400)             NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    due_at     TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE INDEX belfry_digest_due ON belfry_digest (due_at);
CREATE INDEX belfry_digest_user ON belfry_digest (user_id, created_at);
