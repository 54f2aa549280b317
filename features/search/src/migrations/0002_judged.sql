-- What the staff decided about what is talked about: whether it may be shown as a trend.
CREATE TABLE trends_judged (
    topic TEXT NOT NULL,
    key TEXT NOT NULL,
    allowed BIGINT NOT NULL,
    PRIMARY KEY (topic, key)
) /*sqlite: STRICT, WITHOUT ROWID*/;
