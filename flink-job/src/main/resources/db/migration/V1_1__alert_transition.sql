-- SPDX-License-Identifier: Apache-2.0
-- An episode can go on after it was told to be over: the latest transition stands, whichever it is.
ALTER TABLE tidemark.alert ADD COLUMN transition integer NOT NULL DEFAULT 1;
UPDATE tidemark.alert SET transition = 2 WHERE status = 'resolved';
ALTER TABLE tidemark.alert ALTER COLUMN transition DROP DEFAULT;
COMMENT ON COLUMN tidemark.alert.transition IS
    'which one of the episode: 1 first firing, 2 first resolving, more after late data';
