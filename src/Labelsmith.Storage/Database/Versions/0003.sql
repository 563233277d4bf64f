-- The model in service is the one that was promoted last; a model that a run has learned is promoted when it is made.
ALTER TABLE models ADD COLUMN promoted_at INTEGER;

-- What the model learned from: the SHA-256 of the run's snapshot.
ALTER TABLE models ADD COLUMN snapshot TEXT;
