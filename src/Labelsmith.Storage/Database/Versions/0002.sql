-- Items that were chosen to be asked about first, in their order. The others follow by doubt.
CREATE TABLE asks (
    item_seq INTEGER NOT NULL PRIMARY KEY REFERENCES items (seq),
    project_id TEXT NOT NULL REFERENCES projects (id),
    rank INTEGER NOT NULL,
    strategy TEXT NOT NULL,
    value REAL NOT NULL,
    chosen_at INTEGER NOT NULL
);

CREATE INDEX asks_in_order ON asks (project_id, rank);

-- How a project wants its items chosen, and whether a worker should.
CREATE TABLE selections (
    project_id TEXT NOT NULL PRIMARY KEY REFERENCES projects (id),
    strategy TEXT NOT NULL,
    state TEXT NOT NULL,
    requested_at INTEGER NOT NULL,
    chosen_by TEXT,
    chosen INTEGER NOT NULL,
    error TEXT
);

CREATE INDEX selections_wanted ON selections (requested_at) WHERE state = 'Wanted';
