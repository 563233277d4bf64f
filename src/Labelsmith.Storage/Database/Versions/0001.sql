-- Times are milliseconds since 1970 (UTC); ids are UUIDs as text; answers and schemas are JSON as in the API.

CREATE TABLE users (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL
);

-- Of links, sessions and tokens only the SHA-256 is kept.
CREATE TABLE sign_in_links (
    hash BLOB NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER
);

CREATE TABLE sessions (
    hash BLOB NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    csrf TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
);

CREATE TABLE api_tokens (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER
);

CREATE TABLE projects (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    medium TEXT NOT NULL,
    schema TEXT NOT NULL,
    guidelines TEXT NOT NULL,
    sample TEXT UNIQUE,
    created_at INTEGER NOT NULL,
    deleted_at INTEGER
);

-- What lists filter and sort by stands in the item's own row; it is kept in step by the stores.
CREATE TABLE items (
    seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    project_id TEXT NOT NULL REFERENCES projects (id),
    name TEXT NOT NULL,
    blob TEXT,
    width INTEGER,
    height INTEGER,
    excerpt TEXT,
    state TEXT NOT NULL,
    score REAL,
    annotation_version INTEGER NOT NULL,
    submitted_version INTEGER,
    draft_version INTEGER,
    labels TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    queue_rank REAL GENERATED ALWAYS AS (coalesce(score, 2.0)) VIRTUAL,
    score_rank REAL GENERATED ALWAYS AS (coalesce(score, -1.0)) VIRTUAL
);

CREATE UNIQUE INDEX items_by_name ON items (project_id, name);
CREATE INDEX items_by_state ON items (project_id, state, seq) WHERE deleted_at IS NULL;
CREATE INDEX items_in_order ON items (project_id, seq) WHERE deleted_at IS NULL;
CREATE INDEX items_by_score ON items (project_id, score_rank, seq) WHERE deleted_at IS NULL;
CREATE INDEX items_by_doubt ON items (project_id, queue_rank, seq) WHERE deleted_at IS NULL;
CREATE INDEX items_by_update ON items (project_id, updated_at, seq) WHERE deleted_at IS NULL;
CREATE INDEX items_to_annotate ON items (project_id, queue_rank, seq) WHERE deleted_at IS NULL AND submitted_version IS NULL;
CREATE INDEX items_in_trash ON items (project_id, seq) WHERE deleted_at IS NOT NULL;

CREATE TABLE texts (
    item_seq INTEGER NOT NULL PRIMARY KEY REFERENCES items (seq),
    text TEXT NOT NULL
);

-- Any three characters or more in a row find an item; rowid is items.seq.
CREATE VIRTUAL TABLE item_search USING fts5 (name, text, content = '', contentless_delete = 1, tokenize = 'trigram');

-- Which labels occur where: 0 in the annotation in force, 1 in the prediction, 2 in the draft.
CREATE TABLE item_labels (
    project_id TEXT NOT NULL,
    label TEXT NOT NULL,
    source INTEGER NOT NULL,
    item_seq INTEGER NOT NULL REFERENCES items (seq),
    PRIMARY KEY (project_id, label, source, item_seq)
) WITHOUT ROWID;

CREATE INDEX item_labels_by_item ON item_labels (item_seq, source);

CREATE TABLE batches (
    id TEXT NOT NULL PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    author TEXT NOT NULL,
    min_score REAL NOT NULL,
    created_at INTEGER NOT NULL,
    undone_at INTEGER
);

-- Every submitted or skipped version stays; of drafts the last one of each author.
CREATE TABLE annotations (
    item_seq INTEGER NOT NULL REFERENCES items (seq),
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    answers TEXT NOT NULL,
    author TEXT NOT NULL,
    batch_id TEXT REFERENCES batches (id),
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (item_seq, version)
);

CREATE INDEX annotations_by_batch ON annotations (batch_id) WHERE batch_id IS NOT NULL;

CREATE TABLE predictions (
    item_seq INTEGER NOT NULL PRIMARY KEY REFERENCES items (seq),
    model_id TEXT NOT NULL,
    answers TEXT NOT NULL,
    score REAL NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE TABLE runs (
    id TEXT NOT NULL PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    request TEXT NOT NULL,
    state TEXT NOT NULL,
    progress TEXT NOT NULL,
    owner TEXT,
    heartbeat_at INTEGER,
    attempts INTEGER NOT NULL,
    cancel_requested INTEGER NOT NULL,
    error TEXT,
    model_id TEXT,
    predicted INTEGER,
    created_at INTEGER NOT NULL,
    started_at INTEGER,
    finished_at INTEGER
);

CREATE INDEX runs_by_project ON runs (project_id, created_at);
CREATE INDEX runs_active ON runs (state, created_at) WHERE state IN ('Queued', 'Running');

CREATE TABLE models (
    id TEXT NOT NULL PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    run_id TEXT,
    task TEXT NOT NULL,
    method TEXT NOT NULL,
    folder TEXT NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE INDEX models_by_project ON models (project_id, created_at);
